package org.backupmanager.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/** Chance that is the same each time: the hashes of a seed and a counter. For tests and golden files only. */
final class FixedChance extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final long seed;
    private long counter;

    FixedChance(long seed) {
        this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        while (out.size() < bytes.length) {
            out.writeBytes(hash(ByteBuffer.allocate(16).putLong(seed).putLong(counter++).array()));
        }
        byte[] made = Arrays.copyOf(out.toByteArray(), bytes.length);
        System.arraycopy(made, 0, bytes, 0, bytes.length);
    }

    private static byte[] hash(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
