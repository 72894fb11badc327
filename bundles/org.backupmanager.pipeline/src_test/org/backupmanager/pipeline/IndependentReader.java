package org.backupmanager.pipeline;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import com.github.luben.zstd.Zstd;

/**
 * Reads version 1 from FORMAT.md alone: nothing of the product's code, the JDK's cryptography; from outside only
 * Argon2id and zstd. Proves that the page is enough and that both agree. Trusts its input, as the product may not.
 */
final class IndependentReader {

    private final byte[] id;
    private final byte[] publicKey;
    private final byte[] writerKey;
    private final byte[] privateKey;

    IndependentReader(byte[] vault, byte[] passphrase) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(vault);
        id = take(in.position(16), 16);
        publicKey = take(in, 32);
        in.position(96);
        take(in, in.get() & 0xff);
        take(in, in.get() & 0xff);
        in.position(in.position() + 3 * 4 + 2 + 1);
        int memory = in.getInt();
        int passes = in.getInt();
        int lanes = in.get();
        byte[] salt = take(in, 16);
        byte[] bound = Arrays.copyOf(vault, in.position());
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(0x13).withMemoryAsKB(memory)
                .withIterations(passes).withParallelism(lanes).withSalt(salt).build());
        byte[] key = new byte[32];
        generator.generateBytes(passphrase, key);
        byte[] secrets = openGcm(key, new byte[12], bound, take(in, 80));
        writerKey = Arrays.copyOf(secrets, 32);
        privateKey = Arrays.copyOfRange(secrets, 32, 64);
    }

    /** The id of a cabinet, and its slices; each is hashed again. */
    List<byte[]> slices(byte[] cabinet, String[] cabinetId) throws GeneralSecurityException {
        byte[] keys = keys(cabinet);
        ByteBuffer locator = ByteBuffer.wrap(open(cabinet, keys, cabinet.length - 56, 32, 4, 0, 0, 16, new byte[0]));
        int offset = (int) locator.getLong();
        int length = locator.getInt();
        cabinetId[0] = HexFormat.of().formatHex(sha256(join(Arrays.copyOf(cabinet, 128),
                Arrays.copyOfRange(cabinet, offset, offset + length))));
        ByteBuffer directory = ByteBuffer.wrap(open(cabinet, keys, offset, length, 3, 0, 0, length - 16, new byte[0]));
        directory.position(1 + 4 + 32);
        int count = directory.getInt();
        directory.getInt();
        int frames = varint(directory);
        int[][] table = new int[frames][3];
        for (int[] row : table) {
            for (int column = 0; column < 3; column++) {
                row[column] = varint(directory);
            }
        }
        int[] lengths = new int[count];
        for (int s = 0; s < count; s++) {
            lengths[s] = varint(directory);
        }
        List<byte[]> slices = new ArrayList<>();
        int at = 128;
        for (int f = 0; f < frames; f++) {
            int plainLength = table[f][1] >>> 1;
            int form = table[f][1] & 1;
            byte[] packed = open(cabinet, keys, at, table[f][0], 1, form, f, plainLength, new byte[0]);
            at += table[f][0];
            ByteBuffer plain = ByteBuffer.wrap(form == 1 ? Zstd.decompress(packed, plainLength) : packed);
            for (int s = 0; s < table[f][2]; s++) {
                byte[] slice = take(plain, lengths[slices.size()]);
                if (!Arrays.equals(take(directory, 32), hmac(derive("backup-manager 1 slice id"), slice))) {
                    throw new GeneralSecurityException("not the slice of that id");
                }
                slices.add(slice);
            }
        }
        return slices;
    }

    byte[] sealed(String kind, String name, byte[] object) throws GeneralSecurityException {
        byte[] suffix = sha256(join(number(kind.length()), ascii(kind), number(name.length()), ascii(name)));
        int length = object.length - 128;
        ByteBuffer body = ByteBuffer.wrap(open(object, keys(object), 128, length, 5, 0, 0, length - 16, suffix));
        int form = body.get();
        int plainLength = body.getInt();
        byte[] content = take(body, body.getInt());
        return form == 1 ? Zstd.decompress(content, plainLength) : content;
    }

    private byte[] derive(String name) throws GeneralSecurityException {
        return hkdf(id, writerKey, name, 32);
    }

    private byte[] keys(byte[] object) throws GeneralSecurityException {
        byte[] secret = hpkeOpen(Arrays.copyOfRange(object, 48, 80), ascii("backup-manager 1 wrap"),
                Arrays.copyOf(object, 48),
                Arrays.copyOfRange(object, 80, 128));
        int length = new int[] { 0, 16, 32, 56 + 32 }[object[10]];
        return hkdf(derive("backup-manager 1 seal"), secret, "backup-manager 1 content", length);
    }

    private static byte[] open(byte[] object, byte[] keys, int at, int length, int part, int form, int ordinal,
            int plainLength,
            byte[] suffix) throws GeneralSecurityException {
        byte[] bound = join(Arrays.copyOf(object, 48), new byte[] { (byte) part, (byte) form, 0, 0 }, number(ordinal),
                number(plainLength), suffix);
        byte[] sealed = Arrays.copyOfRange(object, at, at + length);
        if (object[10] != 3) {
            return openGcm(keys, join(number(part), new byte[4], number(ordinal)), bound, sealed);
        }
        byte[] content = Arrays.copyOf(sealed, length - 16);
        byte[] tag = Arrays.copyOfRange(sealed, length - 16, length);
        byte[] macKey = Arrays.copyOfRange(keys, 56, 88);
        if (!Arrays.equals(tag, Arrays.copyOf(hmac(macKey, join(bound, content)), 16))) {
            throw new GeneralSecurityException("wrong tag");
        }
        Cipher cipher = Cipher.getInstance("Blowfish/CTR/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(keys, 0, 56, "Blowfish"),
                new IvParameterSpec(join(number(part << 24 | ordinal), new byte[4])));
        return cipher.doFinal(content);
    }

    private byte[] hpkeOpen(byte[] enc, byte[] info, byte[] bound, byte[] sealed) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = enc[31 - i];
        }
        agreement.doPhase(factory.generatePublic(
                new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed))), true);
        byte[] kem = join(ascii("KEM"), new byte[] { 0, 0x20 });
        byte[] shared = expand(extract(new byte[32], kem, "eae_prk", agreement.generateSecret()), kem, "shared_secret",
                join(enc, publicKey), 32);
        byte[] suite = join(ascii("HPKE"), new byte[] { 0, 0x20, 0, 1, 0, 2 });
        byte[] context = join(new byte[1], extract(new byte[32], suite, "psk_id_hash", new byte[0]),
                extract(new byte[32], suite, "info_hash", info));
        byte[] secret = extract(shared, suite, "secret", new byte[0]);
        return openGcm(expand(secret, suite, "key", context, 32), expand(secret, suite, "base_nonce", context, 12),
                bound,
                sealed);
    }

    private static byte[] extract(byte[] salt, byte[] suite, String label, byte[] secret)
            throws GeneralSecurityException {
        return hmac(salt, join(ascii("HPKE-v1"), suite, ascii(label), secret));
    }

    private static byte[] expand(byte[] key, byte[] suite, String label, byte[] info, int length)
            throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, join(new byte[] { 0, (byte) length }, ascii("HPKE-v1"), suite, ascii(label),
                info,
                new byte[] { 1 })), length);
    }

    private static byte[] hkdf(byte[] salt, byte[] secret, String name, int length) throws GeneralSecurityException {
        byte[] key = hmac(salt, secret);
        byte[] block = {};
        byte[] all = {};
        for (int i = 1; all.length < length; i++) {
            block = hmac(key, join(block, ascii(name), new byte[] { (byte) i }));
            all = join(all, block);
        }
        return Arrays.copyOf(all, length);
    }

    private static byte[] openGcm(byte[] key, byte[] nonce, byte[] bound, byte[] sealed)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound);
        return cipher.doFinal(sealed);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] sha256(byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0;; shift += 7) {
            int next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
