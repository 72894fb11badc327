package org.backupmanager.engine.internal.cleanup;

import java.util.Arrays;

import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;

/**
 * A mark for each slice of each cabinet that a register knows: one bit a slice and twelve bytes a cabinet. Cabinets
 * that are added later have none. For one thread.
 */
final class SliceMarks {

    private static final long NONE = -1;

    private final long[] starts;
    private final int[] counts;
    private final long[] bits;

    private SliceMarks(long[] starts, int[] counts, long[] bits) {
        this.starts = starts;
        this.counts = counts;
        this.bits = bits;
    }

    /** No slice is marked. */
    static SliceMarks of(BackupRegister register) throws BackupException {
        int limit = register.cabinetLimit();
        var starts = new long[limit];
        var counts = new int[limit];
        Arrays.fill(starts, NONE);
        var end = new long[1];
        register.cabinets((number, id, size, slices) -> {
            if (number < limit) {
                starts[number] = end[0];
                counts[number] = slices;
                end[0] += slices;
            }
        });
        return new SliceMarks(starts, counts, new long[Math.toIntExact(Math.ceilDiv(end[0], Long.SIZE))]);
    }

    /** As many marks, none of them set. */
    SliceMarks blank() {
        return new SliceMarks(starts, counts, new long[bits.length]);
    }

    /** Marks a slice; returns whether it was not marked before. */
    boolean mark(int cabinet, int ordinal) {
        long bit = bit(cabinet, ordinal);
        long before = bits[(int) (bit >>> 6)];
        bits[(int) (bit >>> 6)] = before | 1L << bit;
        return (before & 1L << bit) == 0;
    }

    boolean isMarked(int cabinet, int ordinal) {
        long bit = bit(cabinet, ordinal);
        return (bits[(int) (bit >>> 6)] & 1L << bit) != 0;
    }

    private long bit(int cabinet, int ordinal) {
        if (!knows(cabinet) || ordinal >= counts[cabinet]) {
            throw new IllegalArgumentException("no slice " + ordinal + " of cabinet " + cabinet);
        }
        return starts[cabinet] + ordinal;
    }

    /** Whether the cabinet was there when the marks were made. */
    boolean knows(int cabinet) {
        return cabinet < starts.length && starts[cabinet] != NONE;
    }

    /** How many slices of the cabinet are marked. */
    int marked(int cabinet) {
        int marked = 0;
        for (int ordinal = 0; ordinal < counts[cabinet]; ordinal++) {
            marked += isMarked(cabinet, ordinal) ? 1 : 0;
        }
        return marked;
    }

    /** How many slices the cabinet has. */
    int slices(int cabinet) {
        return counts[cabinet];
    }
}
