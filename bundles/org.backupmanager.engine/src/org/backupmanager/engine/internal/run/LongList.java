package org.backupmanager.engine.internal.run;

import java.util.Arrays;

/** A growing list of numbers, eight bytes each. Used by one thread, or guarded by its owner. */
public final class LongList {

    private long[] values = new long[1024];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
        }
        values[size++] = value;
    }

    public long get(int index) {
        return values[index];
    }

    void set(int index, long value) {
        values[index] = value;
    }

    public int size() {
        return size;
    }

    public void sort() {
        Arrays.sort(values, 0, size);
    }
}
