package org.backupmanager.pipeline.internal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.NativeServices;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * SHA-256 at the speed of the machine: Bouncy Castle's native code, or the JDK's where that is missing. For one thread.
 */
public abstract sealed class Sha256 {

    /** A fresh one. */
    public static Sha256 fresh() {
        return CryptoServicesRegistrar.hasEnabledService(NativeServices.SHA256) ? new Native() : jdk();
    }

    /** The JDK's, whatever the machine has. */
    static Sha256 jdk() {
        return new Jdk();
    }

    /** The hash of these bytes. */
    public static byte[] of(byte[]... parts) {
        Sha256 digest = fresh();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        return digest.end();
    }

    /** Takes more bytes. */
    public abstract void update(byte[] data, int from, int length);

    /** Writes the hash and begins again. */
    public abstract void end(byte[] to, int at);

    /** The hash; begins again. */
    public byte[] end() {
        byte[] hash = new byte[CabinetFormat.DIGEST_LENGTH];
        end(hash, 0);
        return hash;
    }

    private static final class Native extends Sha256 {

        private final Digest digest = SHA256Digest.newInstance();

        @Override
        public void update(byte[] data, int from, int length) {
            digest.update(data, from, length);
        }

        @Override
        public void end(byte[] to, int at) {
            digest.doFinal(to, at);
        }
    }

    private static final class Jdk extends Sha256 {

        private final MessageDigest digest;

        Jdk() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every JDK has SHA-256", missing);
            }
        }

        @Override
        public void update(byte[] data, int from, int length) {
            digest.update(data, from, length);
        }

        @Override
        public void end(byte[] to, int at) {
            try {
                digest.digest(to, at, CabinetFormat.DIGEST_LENGTH);
            } catch (DigestException tooShort) {
                throw new IllegalArgumentException(tooShort);
            }
        }
    }
}
