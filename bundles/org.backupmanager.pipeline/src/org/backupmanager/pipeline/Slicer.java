package org.backupmanager.pipeline;

import java.nio.ByteBuffer;

import org.backupmanager.pipeline.internal.SlicerParameters;

/**
 * Cuts content where the content says so: a keyed Gear hash of the last 64 bytes decides, more reluctantly before the
 * normal length than after it (FastCDC's normalised chunking). Where it cuts depends on the bytes from the slice's
 * begin on, never on how they were read. Known elsewhere as content-defined chunker. Stateless; safe for many threads.
 */
public final class Slicer {

    private static final int WINDOW = 64;
    /** Bytes that are looked at in one go, three times. */
    private static final int LANE = 4 << 10;

    private final SlicerParameters parameters;
    private final long[] gear = new long[256];

    /** A slicer with the table of 256 numbers of 8 bytes, which is secret. */
    Slicer(SlicerParameters parameters, byte[] table) {
        this.parameters = parameters;
        ByteBuffer numbers = ByteBuffer.wrap(table);
        for (int i = 0; i < gear.length; i++) {
            gear[i] = numbers.getLong();
        }
    }

    /**
     * The length of the first slice of data[from, to).
     *
     * @param to at least {@link #max} behind {@code from}, or the end of the content
     * @return 1 to {@link #max}, and {@link #min} at least where the content goes on; 0 where there is nothing to cut
     */
    public int cut(byte[] data, int from, int to) {
        int available = Math.min(to - from, parameters.max());
        if (available <= parameters.min()) {
            return available;
        }
        int first = from + parameters.min();
        int normal = from + Math.min(parameters.normal(), available);
        int end = from + available;
        int cut = scan(data, first, normal, Long.SIZE - parameters.bitsBefore());
        if (cut < 0) {
            cut = scan(data, normal, end, Long.SIZE - parameters.bitsAfter());
        }
        return (cut < 0 ? end : cut) - from;
    }

    /** Of the 64 bytes before that place. */
    private long hash(byte[] data, int end) {
        long hash = 0;
        for (int i = end - WINDOW; i < end; i++) {
            hash = (hash << 1) + gear[data[i] & 0xff];
        }
        return hash;
    }

    /** The first place in [from, to) where the hash of the 64 bytes before it has only zeros above that bit, or -1. */
    private int scan(byte[] data, int from, int to, int shift) {
        int i = from;
        while (to - i > 3 * LANE && !isHit(data, i, shift)) {
            i += 3 * LANE;
        }
        long hash = hash(data, i);
        for (; i < to; i++) {
            if (hash >>> shift == 0) {
                return i;
            }
            hash = (hash << 1) + gear[data[i] & 0xff];
        }
        return -1;
    }

    /** Whether there is such a place in three lanes from there on, which a processor hashes in the time of two. */
    private boolean isHit(byte[] data, int from, int shift) {
        long[] numbers = gear;
        int second = from + LANE;
        long a = hash(data, from);
        long b = hash(data, second);
        long c = hash(data, second + LANE);
        for (int i = from; i < second; i++) {
            if (a >>> shift == 0 || b >>> shift == 0 || c >>> shift == 0) {
                return true;
            }
            a = (a << 1) + numbers[data[i] & 0xff];
            b = (b << 1) + numbers[data[i + LANE] & 0xff];
            c = (c << 1) + numbers[data[i + 2 * LANE] & 0xff];
        }
        return false;
    }

    /** Bytes that a slice has at least, except the last of a content. */
    public int min() {
        return parameters.min();
    }

    /** Bytes that a slice has at most. */
    public int max() {
        return parameters.max();
    }

    /** What this way of cutting is called in the vault. */
    public String name() {
        return parameters.name();
    }
}
