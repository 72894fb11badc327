import module java.base;

/** The cryptography that FORMAT.md names, by the JDK. */
final class Crypto {

    private static final byte[] KEM = join(ascii("KEM"), number(0x20, 2));
    private static final byte[] HPKE = join(ascii("HPKE"), number(0x20, 2), number(1, 2), number(2, 2));

    static byte[] sha256(byte[]... data) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(join(data));
    }

    static byte[] hmac(byte[] key, byte[]... data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(join(data));
    }

    static byte[] hkdf(byte[] salt, byte[] secret, String name, int length) throws Exception {
        return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret)
                .thenExpand(ascii(name), length));
    }

    static byte[] openGcm(byte[] key, byte[] nonce, byte[] bound, byte[] sealed) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound);
        return cipher.doFinal(sealed);
    }

    static byte[] openBlowfish(byte[] keys, byte[] counter, byte[] bound, byte[] sealed) throws Exception {
        byte[] content = Arrays.copyOf(sealed, sealed.length - 16);
        byte[] right = Arrays.copyOf(hmac(Arrays.copyOfRange(keys, 56, 88), bound, content), 16);
        if (!MessageDigest.isEqual(right, Arrays.copyOfRange(sealed, content.length, sealed.length))) {
            throw new GeneralSecurityException("wrong tag");
        }
        Cipher cipher = Cipher.getInstance("Blowfish/CTR/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(keys, 0, 56, "Blowfish"), new IvParameterSpec(counter));
        return cipher.doFinal(content);
    }

    /** RFC 9180, base mode, one message. */
    static byte[] openHpke(byte[] privateKey, byte[] publicKey, byte[] encapsulated, byte[] info, byte[] bound,
            byte[] sealed) throws Exception {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory.generatePrivate(
                new PKCS8EncodedKeySpec(der("302e020100300506032b656e04220420", privateKey))));
        agreement.doPhase(factory.generatePublic(
                new X509EncodedKeySpec(der("302a300506032b656e032100", encapsulated))), true);
        byte[] shared = expand(extract(new byte[32], KEM, "eae_prk", agreement.generateSecret()), KEM,
                "shared_secret", join(encapsulated, publicKey), 32);
        byte[] context = join(new byte[1], extract(new byte[32], HPKE, "psk_id_hash", new byte[0]),
                extract(new byte[32], HPKE, "info_hash", info));
        byte[] secret = extract(shared, HPKE, "secret", new byte[0]);
        return openGcm(expand(secret, HPKE, "key", context, 32), expand(secret, HPKE, "base_nonce", context, 12),
                bound, sealed);
    }

    static boolean isSigned(byte[] publicKey, byte[] message, byte[] signature) throws Exception {
        var check = java.security.Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(
                new X509EncodedKeySpec(der("302a300506032b6570032100", publicKey))));
        check.update(message);
        return check.verify(signature);
    }

    /** A raw key as the JDK takes it. */
    private static byte[] der(String around, byte[] key) {
        return join(HexFormat.of().parseHex(around), key);
    }

    private static byte[] extract(byte[] salt, byte[] suite, String label, byte[] secret) throws Exception {
        return hmac(salt, ascii("HPKE-v1"), suite, ascii(label), secret);
    }

    private static byte[] expand(byte[] key, byte[] suite, String label, byte[] info, int length) throws Exception {
        return Arrays.copyOf(hmac(key, number(length, 2), ascii("HPKE-v1"), suite, ascii(label), info,
                number(1, 1)), length);
    }

    static byte[] number(int value, int bytes) {
        return Arrays.copyOfRange(ByteBuffer.allocate(4).putInt(value).array(), 4 - bytes, 4);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Stream.of(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
