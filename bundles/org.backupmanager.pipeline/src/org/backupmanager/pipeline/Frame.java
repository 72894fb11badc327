package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.content.SliceId;

/**
 * Slices one after the other in one array, to be compressed and sealed at once: one big slice, or many small
 * neighbours. For one thread; may be used again.
 */
public final class Frame {

    private byte[] data;
    private int length;
    private SliceId[] ids = new SliceId[64];
    private int[] lengths = new int[64];
    private int count;

    /** An empty frame with room for that many bytes; it grows where more is added. */
    public Frame(int capacity) {
        data = new byte[capacity];
    }

    /** Adds a slice; its bytes are copied. */
    public void add(SliceId id, byte[] from, int offset, int size) {
        if (size > data.length - length) {
            data = Arrays.copyOf(data, Math.addExact(length, size));
        }
        if (count == lengths.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        System.arraycopy(from, offset, data, length, size);
        ids[count] = id;
        lengths[count++] = size;
        length += size;
    }

    /** Makes it empty. */
    public void clear() {
        Arrays.fill(ids, 0, count, SliceId.HOLE);
        length = 0;
        count = 0;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The array itself; the first {@link #length} bytes count. */
    public byte[] data() {
        return data;
    }

    /** Bytes of all slices. */
    public int length() {
        return length;
    }

    /** The array itself; the first {@link #count} ids count. */
    public SliceId[] ids() {
        return ids;
    }

    /** The array itself; the first {@link #count} lengths count. */
    public int[] lengths() {
        return lengths;
    }

    /** How many slices. */
    public int count() {
        return count;
    }
}
