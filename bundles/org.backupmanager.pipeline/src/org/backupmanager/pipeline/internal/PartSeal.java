package org.backupmanager.pipeline.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

import org.backupmanager.model.CipherSuite;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Seals and opens the parts of one object under its own keys. For one thread. */
public abstract sealed class PartSeal {

    private static final int BLOWFISH_KEY_LENGTH = 56;

    private final byte[] header;
    private final byte[] suffix;

    private PartSeal(byte[] header, byte[] suffix) {
        this.header = Arrays.copyOf(header, CabinetFormat.BOUND_LENGTH);
        this.suffix = suffix;
    }

    /**
     * The seal of one object.
     *
     * @param keys as {@link #deriveKeys} gave them
     * @param header of the object
     * @param suffix what is bound besides, of a length that the kind of object fixes
     */
    public static PartSeal of(CipherSuite suite, byte[] keys, byte[] header, byte[] suffix) {
        return switch (suite) {
            case AES_128, AES_256 -> new Aes(keys, header, suffix);
            case BLOWFISH_448 -> new Blowfish(keys, header, suffix);
        };
    }

    /** The keys of an object, from its content secret and the seal key of the vault. */
    public static byte[] deriveKeys(CipherSuite suite, byte[] sealKey, byte[] secret) {
        int length = switch (suite) {
            case AES_128 -> 16;
            case AES_256 -> 32;
            case BLOWFISH_448 -> BLOWFISH_KEY_LENGTH + CabinetFormat.KEY_LENGTH;
        };
        return HmacSha256.derive(sealKey, secret, CabinetFormat.KEY_CONTENT, length);
    }

    /**
     * Seals a part.
     *
     * @return bytes written: length and the tag
     */
    public int seal(Part part, byte[] data, int from, byte[] to, int at) {
        doSeal(part, bound(part), data, from, to, at);
        return part.sealedLength();
    }

    /** Opens a part; false where it is not genuine, and then {@code to} must not be used. */
    public abstract boolean open(Part part, byte[] data, int from, byte[] to, int at);

    abstract void doSeal(Part part, byte[] bound, byte[] data, int from, byte[] to, int at);

    /** The associated data: begin of the header, part, form, ordinal, plain length, suffix. */
    final byte[] bound(Part part) {
        return ByteBuffer.allocate(header.length + 12 + suffix.length).put(header).put((byte) part.part())
                .put((byte) part.form()).putShort((short) 0).putInt(part.ordinal()).putInt(part.plainLength())
                .put(suffix).array();
    }

    /**
     * What of an object is sealed.
     *
     * @param part which kind of part, {@code CabinetFormat.PART_…}
     * @param ordinal of the frame, otherwise 0
     * @param form how the bytes stand there, {@code CabinetFormat.FORM_…}
     * @param plainLength of the frame when it is decompressed; of other parts the bytes before sealing
     * @param length bytes before sealing
     */
    public record Part(int part, int ordinal, int form, int plainLength, int length) {

        /** A part that is no frame. */
        public static Part of(int part, int length) {
            return new Part(part, 0, CabinetFormat.FORM_PLAIN, length, length);
        }

        /** Bytes with the tag. */
        public int sealedLength() {
            return length + CabinetFormat.TAG_LENGTH;
        }
    }

    private static final class Aes extends PartSeal {

        private final Gcm gcm;

        Aes(byte[] keys, byte[] header, byte[] suffix) {
            super(header, suffix);
            gcm = Gcm.of(keys);
        }

        @Override
        void doSeal(Part part, byte[] bound, byte[] data, int from, byte[] to, int at) {
            gcm.seal(nonce(part), bound, data, from, part.length(), to, at);
        }

        @Override
        public boolean open(Part part, byte[] data, int from, byte[] to, int at) {
            return gcm.open(nonce(part), bound(part), data, from, part.sealedLength(), to, at);
        }

        private static byte[] nonce(Part part) {
            return ByteBuffer.allocate(12).putInt(part.part()).putLong(part.ordinal()).array();
        }
    }

    private static final class Blowfish extends PartSeal {

        private final CTRModeCipher cipher = SICBlockCipher.newInstance(new BlowfishEngine());
        private final KeyParameter key;
        private final HmacSha256 mac;

        Blowfish(byte[] keys, byte[] header, byte[] suffix) {
            super(header, suffix);
            key = new KeyParameter(keys, 0, BLOWFISH_KEY_LENGTH);
            mac = new HmacSha256(Arrays.copyOfRange(keys, BLOWFISH_KEY_LENGTH, keys.length));
        }

        @Override
        void doSeal(Part part, byte[] bound, byte[] data, int from, byte[] to, int at) {
            crypt(part, data, from, to, at);
            System.arraycopy(tag(bound, to, at, part.length()), 0, to, at + part.length(), CabinetFormat.TAG_LENGTH);
        }

        @Override
        public boolean open(Part part, byte[] data, int from, byte[] to, int at) {
            int end = from + part.length();
            byte[] found = Arrays.copyOfRange(data, end, end + CabinetFormat.TAG_LENGTH);
            if (!MessageDigest.isEqual(found, tag(bound(part), data, from, part.length()))) {
                return false;
            }
            crypt(part, data, from, to, at);
            return true;
        }

        private byte[] tag(byte[] bound, byte[] sealed, int from, int length) {
            return Arrays.copyOf(mac.update(bound).update(sealed, from, length).end(), CabinetFormat.TAG_LENGTH);
        }

        /** Counter mode: the part and the ordinal stand before the counter of 32 bits. */
        private void crypt(Part part, byte[] data, int from, byte[] to, int at) {
            byte[] begin = ByteBuffer.allocate(8).putInt(part.part() << 24 | part.ordinal()).array();
            cipher.init(true, new ParametersWithIV(key, begin));
            cipher.processBytes(data, from, part.length(), to, at);
        }
    }
}
