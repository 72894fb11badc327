package org.backupmanager.register.internal;

import java.util.Arrays;

/**
 * Slots on their way into a large table, brought roughly into its order first: inserting them then goes through the
 * table from front to back instead of missing the processor's caches, and often the page table's, with each one.
 */
final class SlotBatch {

    private static final int BITS = 12;

    private final long[] hashes;
    private final long[] values;
    private int count;

    SlotBatch(int size) {
        hashes = new long[size];
        values = new long[size];
    }

    /** Takes one slot. */
    interface Taker {
        void take(long hash, long value);
    }

    void add(long hash, long value) {
        hashes[count] = hash;
        values[count++] = value;
    }

    boolean isFull() {
        return count == hashes.length;
    }

    /** Hands out everything by the upper bits of the hashes; of equal bits, first what was added first. */
    void drain(Taker taker) {
        int[] starts = new int[(1 << BITS) + 1];
        for (int i = 0; i < count; i++) {
            starts[bucket(hashes[i]) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[starts[bucket(hashes[i])]++] = i;
        }
        for (int i : order) {
            taker.take(hashes[i], values[i]);
        }
        count = 0;
    }

    private static int bucket(long hash) {
        return (int) (hash >>> Long.SIZE - BITS);
    }
}
