package org.backupmanager.pipeline.internal;

import java.util.Arrays;

/**
 * Slices on their way from a reader to a packer, one after the other in one array: what becomes one frame. Owned by one
 * thread at a time.
 */
public final class Batch {

    /** Bytes after which a batch is handed on; a frame is this long or one slice longer. */
    static final int FULL = 2 << 20;

    private static final int MOST_SLICES = 1 << 14;

    final byte[] data;
    /** Bytes read so far; those behind {@link #cut} belong to no slice yet. */
    int length;
    /** Behind the last slice. */
    int cut;
    int slices;
    Assembly[] owners = new Assembly[256];
    int[] places = new int[256];
    int[] lengths = new int[256];

    public Batch(int longestSlice) {
        data = new byte[FULL + longestSlice];
    }

    /** The next bytes are a slice of that item. */
    void slice(Assembly owner, int bytes) {
        if (slices == lengths.length) {
            owners = Arrays.copyOf(owners, slices * 2);
            places = Arrays.copyOf(places, slices * 2);
            lengths = Arrays.copyOf(lengths, slices * 2);
        }
        owners[slices] = owner;
        places[slices] = owner.expect();
        lengths[slices] = bytes;
        slices++;
        cut += bytes;
    }

    boolean isFull() {
        return cut >= FULL || slices >= MOST_SLICES;
    }

    /** Takes over what was read but not cut. */
    void takeRest(Batch other) {
        length = other.length - other.cut;
        System.arraycopy(other.data, other.cut, data, 0, length);
        other.length = other.cut;
    }

    /** Forgets bytes that were read but not cut. */
    void dropRest() {
        length = cut;
    }

    public void clear() {
        Arrays.fill(owners, 0, slices, null);
        length = 0;
        cut = 0;
        slices = 0;
    }
}
