import module java.base;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import com.github.luben.zstd.Zstd;

/** The keys of a device, and what they open. */
final class Vault {

    final byte[] signingKey;
    private final byte[] id;
    private final byte[] publicKey;
    private final byte[] privateKey;
    private final byte[] sealKey;
    private final byte[] sliceKey;
    private final int suite;

    Vault(byte[] object, char[] passphrase) throws Exception {
        int end = object.length - 32;
        Packed.check(end > 96 && new String(object, 0, 8).equals("BM-VAULT"), "no vault object");
        byte[] sum = Arrays.copyOfRange(object, end, end + 32);
        Packed.check(Arrays.equals(Crypto.sha256(Arrays.copyOf(object, end)), sum), "the vault object is damaged");
        ByteBuffer in = ByteBuffer.wrap(object).position(8);
        Packed.check(in.getShort() == 1, "a later version of the vault object");
        suite = in.get();
        in.position(16);
        id = Packed.take(in, 16);
        publicKey = Packed.take(in, 32);
        signingKey = Packed.take(in, 32);
        Packed.take(in, in.get() & 0xff);
        Packed.take(in, in.get() & 0xff);
        in.position(in.position() + 3 * 4 + 2);
        byte[] lock = lockKey(in, Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC));
        byte[] secrets;
        try {
            secrets = Crypto.openGcm(lock, new byte[12], Arrays.copyOf(object, in.position()), Packed.take(in, 80));
        } catch (GeneralSecurityException wrong) {
            throw new Packed.Damaged("wrong passphrase");
        }
        privateKey = Arrays.copyOfRange(secrets, 32, 64);
        byte[] writerKey = Arrays.copyOf(secrets, 32);
        sealKey = Crypto.hkdf(id, writerKey, "backup-manager 1 seal", 32);
        sliceKey = Crypto.hkdf(id, writerKey, "backup-manager 1 slice id", 32);
    }

    private static byte[] lockKey(ByteBuffer in, String passphrase) throws Exception {
        Packed.check(in.get() == 1, "an unknown way from the passphrase to the key");
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(0x13)
                .withMemoryAsKB(in.getInt()).withIterations(in.getInt()).withParallelism(in.get())
                .withSalt(Packed.take(in, 16)).build());
        byte[] key = new byte[32];
        generator.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }

    /** The content keys of an object with this header of 128 bytes. */
    byte[] contentKeys(byte[] header, String magic) throws Exception {
        Packed.check(new String(header, 0, 8).equals(magic), "not " + magic);
        Packed.check(header[8] == 0 && header[9] == 1 && header[10] == suite, "a later version or another suite");
        Packed.check(Arrays.equals(Arrays.copyOfRange(header, 16, 32), id), "of another device");
        byte[] secret = Crypto.openHpke(privateKey, publicKey, Arrays.copyOfRange(header, 48, 80),
                Crypto.ascii("backup-manager 1 wrap"), Arrays.copyOf(header, 48), Arrays.copyOfRange(header, 80, 128));
        return Crypto.hkdf(sealKey, secret, "backup-manager 1 content", new int[] { 16, 32, 56 + 32 }[suite - 1]);
    }

    /** Opens a part of an object: 1 frame, 2 padding, 3 directory, 4 locator, 5 body. */
    byte[] open(byte[] header, byte[] keys, int part, int form, int ordinal, int plain, byte[] suffix, byte[] sealed)
            throws Exception {
        byte[] bound = Crypto.join(Arrays.copyOf(header, 48), new byte[] { (byte) part, (byte) form, 0, 0 },
                Crypto.number(ordinal, 4), Crypto.number(plain, 4), suffix);
        if (suite == 3) {
            byte[] counter = Crypto.join(Crypto.number(part << 24 | ordinal, 4), new byte[4]);
            return Crypto.openBlowfish(keys, counter, bound, sealed);
        }
        byte[] nonce = Crypto.join(Crypto.number(part, 4), new byte[4], Crypto.number(ordinal, 4));
        return Crypto.openGcm(keys, nonce, bound, sealed);
    }

    /** Opens a sealed object, such as a session root. */
    byte[] sealedObject(byte[] object, String kind, String name) throws Exception {
        Packed.check(object.length > 128 + 16 + 9, "cut off");
        byte[] header = Arrays.copyOf(object, 128);
        byte[] sealed = Arrays.copyOfRange(object, 128, object.length);
        byte[] suffix = Crypto.sha256(Crypto.number(kind.length(), 4), Crypto.ascii(kind),
                Crypto.number(name.length(), 4), Crypto.ascii(name));
        byte[] body = open(header, contentKeys(header, "BM-SEALD"), 5, 0, 0, sealed.length - 16, suffix, sealed);
        ByteBuffer in = ByteBuffer.wrap(body);
        int form = in.get();
        int plain = in.getInt();
        return expanded(form, Packed.block(in), plain);
    }

    static byte[] expanded(int form, byte[] packed, int plain) throws Exception {
        byte[] bytes = form == 1 ? Zstd.decompress(packed, plain) : packed;
        Packed.check(bytes.length == plain, "another length than it should have");
        return bytes;
    }

    byte[] sliceId(byte[] slice) throws Exception {
        return Crypto.hmac(sliceKey, slice);
    }
}
