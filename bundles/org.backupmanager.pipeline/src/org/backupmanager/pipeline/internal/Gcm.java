package org.backupmanager.pipeline.internal;

import java.security.GeneralSecurityException;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.NativeServices;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-GCM with a tag of 16 bytes: Bouncy Castle's native code, or the JDK's where that is missing. For one thread. */
public abstract sealed class Gcm {

    /** Keyed with 16 or 32 bytes. */
    public static Gcm of(byte[] key) {
        return CryptoServicesRegistrar.hasEnabledService(NativeServices.AES_GCM) ? new Native(key) : jdk(key);
    }

    /** The JDK's, whatever the machine has. */
    static Gcm jdk(byte[] key) {
        return new Jdk(key);
    }

    /** Writes the sealed bytes and the tag; the arrays are not the same. */
    public abstract void seal(byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at);

    /**
     * Opens {@code length} sealed bytes, tag included.
     *
     * @return whether they are genuine; otherwise what was written to {@code to} must not be used
     */
    public abstract boolean open(byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at);

    private static final class Native extends Gcm {

        private final GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        private final KeyParameter key;

        Native(byte[] key) {
            this.key = new KeyParameter(key);
        }

        @Override
        public void seal(byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at) {
            try {
                run(true, nonce, bound, data, from, length, to, at);
            } catch (InvalidCipherTextException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public boolean open(byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at) {
            try {
                run(false, nonce, bound, data, from, length, to, at);
                return true;
            } catch (InvalidCipherTextException notGenuine) {
                return false;
            }
        }

        private void run(boolean seal, byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at)
                throws InvalidCipherTextException {
            cipher.init(seal, new AEADParameters(key, Byte.SIZE * CabinetFormat.TAG_LENGTH, nonce, bound));
            int written = cipher.processBytes(data, from, length, to, at);
            cipher.doFinal(to, at + written);
        }
    }

    private static final class Jdk extends Gcm {

        /** Small, so that the JVM soon compiles what it does with a piece. */
        private static final int PIECE = 16 << 10;

        private final Cipher cipher;
        private final SecretKeySpec key;

        Jdk(byte[] key) {
            this.key = new SecretKeySpec(key, "AES");
            try {
                cipher = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("every JDK has AES-GCM", missing);
            }
        }

        @Override
        public void seal(byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at) {
            try {
                run(Cipher.ENCRYPT_MODE, nonce, bound, data, from, length, to, at);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public boolean open(byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at) {
            try {
                run(Cipher.DECRYPT_MODE, nonce, bound, data, from, length, to, at);
                return true;
            } catch (AEADBadTagException notGenuine) {
                return false;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void run(int mode, byte[] nonce, byte[] bound, byte[] data, int from, int length, byte[] to, int at)
                throws GeneralSecurityException {
            cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * CabinetFormat.TAG_LENGTH, nonce));
            cipher.updateAAD(bound);
            int read = 0;
            int written = 0;
            while (length - read > PIECE) {
                written += cipher.update(data, from + read, PIECE, to, at + written);
                read += PIECE;
            }
            cipher.doFinal(data, from + read, length - read, to, at + written);
        }
    }
}
