package org.backupmanager.pipeline.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.pipeline.PackedOutput;

/**
 * What of a vault is no secret: how vault object and key file begin.
 *
 * @param device its name
 * @param suite how it seals
 * @param slicer how it cuts
 * @param id 16 bytes
 * @param publicKey X25519
 * @param signingKey Ed25519, the public half
 */
public record VaultParameters(String device, CipherSuite suite, SlicerParameters slicer, byte[] id, byte[] publicKey,
        byte[] signingKey) {

    private static final int FLAG_PRIVATE = 1;
    private static final int LENGTH_AT = 12;

    /** Writes the begin of an object that has that many bytes after it. */
    byte[] encode(long magic, boolean withPrivate, int rest) {
        PackedOutput out = new PackedOutput().u64(magic).u16(CabinetFormat.VERSION).u8(code(suite))
                .u8(withPrivate ? FLAG_PRIVATE : 0).u32(0).raw(id).raw(publicKey).raw(signingKey)
                .raw(text(device)).raw(text(slicer.name()))
                .u32(slicer.min()).u32(slicer.normal()).u32(slicer.max())
                .u8(slicer.bitsBefore()).u8(slicer.bitsAfter());
        byte[] bytes = out.toArray();
        byte[] length = new PackedOutput().u32(bytes.length + rest).toArray();
        System.arraycopy(length, 0, bytes, LENGTH_AT, length.length);
        return bytes;
    }

    /** A text of 255 bytes at most, its length before it. */
    private static byte[] text(String value) {
        byte[] letters = value.getBytes(StandardCharsets.UTF_8);
        if (letters.length > 255) {
            throw new IllegalArgumentException("longer than 255 bytes: " + value);
        }
        return new PackedOutput().u8(letters.length).raw(letters).toArray();
    }

    /** Reads the begin of an object whose length and hash were checked. */
    static VaultParameters decode(ByteInput in) throws Damage {
        in.bytes(CabinetFormat.MAGIC_LENGTH + 2);
        CipherSuite suite = suite(in.u8());
        in.bytes(1 + 4);
        byte[] id = in.bytes(CabinetFormat.VAULT_ID_LENGTH);
        byte[] publicKey = in.bytes(CabinetFormat.KEY_LENGTH);
        byte[] signingKey = in.bytes(CabinetFormat.KEY_LENGTH);
        String device = in.text();
        SlicerParameters slicer =
                new SlicerParameters(in.text(), in.i32(), in.i32(), in.i32(), in.u8(), in.u8());
        if (device.isEmpty()) {
            throw new Damage("it names no device");
        }
        if (!slicer.isPossible()) {
            throw Damage.unknown("slicer " + slicer);
        }
        return new VaultParameters(device, suite, slicer, id, publicKey, signingKey);
    }

    /** Checks magic, version, length and hash; what comes after that is as it was written, or forged. */
    static ByteInput checked(byte[] object, long magic) throws Damage {
        ByteInput in = new ByteInput(object);
        if (in.i64() != magic) {
            throw new Damage("it does not begin like one");
        }
        int version = in.u16();
        if (version != CabinetFormat.VERSION) {
            throw Damage.unknown("version " + version);
        }
        in.u16();
        if (in.i32() != object.length || object.length < CabinetFormat.DIGEST_LENGTH) {
            throw new Damage("its length is not what it says");
        }
        int end = object.length - CabinetFormat.DIGEST_LENGTH;
        Sha256 digest = Sha256.fresh();
        digest.update(object, 0, end);
        byte[] hash = digest.end();
        if (!Arrays.equals(hash, 0, hash.length, object, end, object.length)) {
            throw new Damage("its check sum is wrong");
        }
        return new ByteInput(object, 0, end);
    }

    static boolean hasPrivate(byte[] object) {
        return (object[LENGTH_AT - 1] & FLAG_PRIVATE) != 0;
    }

    /** The number of a suite in the format. */
    public static int code(CipherSuite suite) {
        return switch (suite) {
            case AES_128 -> 1;
            case AES_256 -> 2;
            case BLOWFISH_448 -> 3;
        };
    }

    /** The suite of that number. */
    public static CipherSuite suite(int code) throws Damage {
        return switch (code) {
            case 1 -> CipherSuite.AES_128;
            case 2 -> CipherSuite.AES_256;
            case 3 -> CipherSuite.BLOWFISH_448;
            default -> throw Damage.unknown("cipher suite " + code);
        };
    }
}
