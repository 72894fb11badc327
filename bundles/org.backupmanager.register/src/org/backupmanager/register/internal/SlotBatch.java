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
    private final long scale;
    private final long first;
    private int count;

    /**
     * A batch of hashes of one range.
     *
     * @param size of the batch
     * @param range which of all ranges, from 0
     * @param ranges into which hashes are divided
     */
    SlotBatch(int size, int range, int ranges) {
        hashes = new long[size];
        values = new long[size];
        scale = (long) ranges << BITS;
        first = (long) range << BITS;
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

    private int bucket(long hash) {
        return (int) (Math.unsignedMultiplyHigh(hash, scale) - first);
    }
}
