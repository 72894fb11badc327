package org.backupmanager.pipeline.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * Wraps content secrets for the vault's public key: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM. Safe for many threads.
 */
public final class KeyWrap {

    private static final byte[] INFO = CabinetFormat.WRAP_INFO.getBytes(StandardCharsets.US_ASCII);

    private KeyWrap() {
    }

    /** A new key pair: public half, private half. */
    public static byte[][] newPair(SecureRandom chance) {
        HPKE hpke = hpke();
        AsymmetricCipherKeyPair pair = hpke.deriveKeyPair(bytes(chance));
        return new byte[][] { hpke.serializePublicKey(pair.getPublic()), hpke.serializePrivateKey(pair.getPrivate()) };
    }

    /** Encapsulated key and wrapped secret, bound to these bytes. */
    public static byte[] wrap(byte[] publicKey, byte[] bound, byte[] secret, SecureRandom chance) {
        HPKE hpke = hpke();
        AsymmetricCipherKeyPair once = hpke.deriveKeyPair(bytes(chance));
        try {
            HPKEContextWithEncapsulation context =
                    hpke.setupBaseS(hpke.deserializePublicKey(publicKey), INFO, once);
            byte[] sealed = context.seal(bound, secret);
            byte[] result = Arrays.copyOf(context.getEncapsulation(),
                    CabinetFormat.ENCAPSULATED_LENGTH + sealed.length);
            System.arraycopy(sealed, 0, result, CabinetFormat.ENCAPSULATED_LENGTH, sealed.length);
            return result;
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The secret, where these bytes were wrapped for this key and bound to those bytes. */
    public static Optional<byte[]> unwrap(byte[] publicKey, byte[] privateKey, byte[] bound, byte[] wrapped) {
        HPKE hpke = hpke();
        byte[] encapsulated = Arrays.copyOf(wrapped, CabinetFormat.ENCAPSULATED_LENGTH);
        byte[] sealed = Arrays.copyOfRange(wrapped, CabinetFormat.ENCAPSULATED_LENGTH, wrapped.length);
        try {
            return Optional.of(hpke.setupBaseR(encapsulated, hpke.deserializePrivateKey(privateKey, publicKey), INFO)
                    .open(bound, sealed));
        } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException notGenuine) {
            // a point of small order makes the agreement fail with an unchecked exception
            return Optional.empty();
        }
    }

    private static HPKE hpke() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    private static byte[] bytes(SecureRandom chance) {
        byte[] bytes = new byte[CabinetFormat.KEY_LENGTH];
        chance.nextBytes(bytes);
        return bytes;
    }
}
