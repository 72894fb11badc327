package org.backupmanager.engine.internal.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.FrameCodec;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.testkit.FakeTree;

/**
 * Something that may have been backed up: a file, or a tree of them. Whoever plays the storage knows its plain text.
 *
 * @param seed of its contents
 * @param sizes of its files, in bytes
 * @param random 0: text that compresses well, to 1: nothing that does
 */
record Secret(long seed, List<Integer> sizes, double random) {

    static Secret file(long seed, int size, double random) {
        return new Secret(seed, List.of(size), random);
    }

    /** Some files of chance, of so many bytes together. */
    static Secret unknown(RandomGenerator chance, long bytes) {
        List<Integer> sizes = new ArrayList<>();
        for (long left = bytes; left > 0;) {
            int size = (int) Math.min(left, 1 + (long) Math.exp(chance.nextDouble(7, 15)));
            sizes.add(size);
            left -= size;
        }
        return new Secret(chance.nextLong(), sizes, chance.nextDouble());
    }

    void put(FakeTree tree, String folder) {
        for (int i = 0; i < sizes.size(); i++) {
            tree.file(folder + "/" + i % 7 + "/file-" + i, content(i));
        }
    }

    private byte[] content(int file) {
        var chance = new Random(seed * 1_000 + file);
        byte[] bytes = new byte[sizes.get(file)];
        chance.nextBytes(bytes);
        int text = (int) (bytes.length * (1 - random));
        for (int i = 0; i < text; i++) {
            bytes[i] = (byte) ("etaoin shrdlu\n".charAt(Math.abs(bytes[i]) % 14 & Math.abs(bytes[i] >> 4)));
        }
        return bytes;
    }

    /** How many bytes it has when it is compressed: anyone who has the plain text can find out. */
    long compressed(Vault any) {
        long sum = 0;
        try (FrameCodec codec = any.codec(3)) {
            for (int i = 0; i < sizes.size(); i++) {
                byte[] content = content(i);
                for (int from = 0; from < content.length; from += 2 << 20) {
                    int length = Math.min(2 << 20, content.length - from);
                    byte[] part = Arrays.copyOfRange(content, from, from + length);
                    sum += codec.pack(part, length, new SliceId[] {any.hasher().id(part, 0, length)},
                            new int[] {length}, 1).size();
                }
            }
        }
        return sum;
    }
}
