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

    private final SlicerParameters parameters;
    private final long[] gear = new long[256];
    /** The same, one place to the left, so that two bytes go in one step. */
    private final long[] gearLeft = new long[256];

    /** A slicer with the table of 256 numbers of 8 bytes, which is secret. */
    Slicer(SlicerParameters parameters, byte[] table) {
        this.parameters = parameters;
        ByteBuffer numbers = ByteBuffer.wrap(table);
        for (int i = 0; i < gear.length; i++) {
            gear[i] = numbers.getLong();
            gearLeft[i] = gear[i] << 1;
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
        long hash = 0;
        for (int i = first - WINDOW; i < first; i++) {
            hash = (hash << 1) + gear[data[i] & 0xff];
        }
        int cut = scan(data, first, normal, hash, Long.SIZE - parameters.bitsBefore());
        if (cut < 0) {
            cut = scan(data, normal, end, hash(data, normal), Long.SIZE - parameters.bitsAfter());
        }
        return (cut < 0 ? end : cut) - from;
    }

    private long hash(byte[] data, int end) {
        long hash = 0;
        for (int i = end - WINDOW; i < end; i++) {
            hash = (hash << 1) + gear[data[i] & 0xff];
        }
        return hash;
    }

    /** The first place in [from, to) where the hash of the 64 bytes before it has only zeros above that bit, or -1. */
    private int scan(byte[] data, int from, int to, long begin, int shift) {
        long hash = begin;
        if (hash >>> shift == 0 && from < to) {
            return from;
        }
        int i = from;
        int last = to - 2;
        long[] one = gear;
        long[] left = gearLeft;
        while (i < last) {
            // two bytes a step: the first hash stands one place to the left of where it belongs, and has lost its
            // highest bit
            long twice = (hash << 2) + left[data[i] & 0xff];
            if (twice >>> shift + 1 == 0) {
                hash = (hash << 1) + one[data[i] & 0xff];
                if (hash >>> shift == 0) {
                    return i + 1;
                }
            }
            hash = twice + one[data[i + 1] & 0xff];
            i += 2;
            if (hash >>> shift == 0) {
                return i;
            }
        }
        while (i < to - 1) {
            hash = (hash << 1) + one[data[i++] & 0xff];
            if (hash >>> shift == 0) {
                return i;
            }
        }
        return -1;
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
