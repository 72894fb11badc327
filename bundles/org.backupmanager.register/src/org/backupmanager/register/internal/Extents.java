package org.backupmanager.register.internal;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

import org.backupmanager.content.SliceId;

/**
 * Where the ids of each cabinet are on the {@link Shelf}. One thread changes it, many ask; who was told of a cabinet
 * afterwards sees it.
 */
final class Extents {

    private static final int COUNT_BITS = 24;
    private static final int MASK = (1 << COUNT_BITS) - 1;

    private final Shelf shelf;
    /** For each cabinet where it begins, in units of an id, and how many slices it has; 0 where there is none. */
    private volatile long[] packed;

    Extents(Shelf shelf, long[] packed) {
        this.shelf = shelf;
        this.packed = packed;
    }

    void put(int cabinet, long position, int count) {
        set(cabinet, position / SliceId.LENGTH << COUNT_BITS | count);
    }

    void remove(int cabinet) {
        set(cabinet, 0);
    }

    private void set(int cabinet, long extent) {
        long[] all = packed;
        if (cabinet >= all.length) {
            all = Arrays.copyOf(all, Math.max(cabinet + 1, all.length * 2));
        }
        all[cabinet] = extent;
        // Written even if it is the same array: whoever reads the field afterwards sees the new element.
        packed = all;
    }

    /** No cabinet has this number or a greater one. */
    int end() {
        return packed.length;
    }

    /** How many slices the cabinet has; 0 where there is none. */
    int count(int cabinet) {
        return (int) extent(cabinet) & MASK;
    }

    /** Slices of all cabinets. */
    long total() {
        return Arrays.stream(packed).map(extent -> extent & MASK).sum();
    }

    private long extent(int cabinet) {
        long[] all = packed;
        return cabinet >= 0 && cabinet < all.length ? all[cabinet] : 0;
    }

    /** Whether the slot is that of this slice. */
    boolean holds(long slot, SliceId id) {
        long extent = extent(Slot.cabinet(slot));
        int ordinal = Slot.ordinal(slot);
        return ordinal < (extent & MASK) && shelf.holds(((extent >>> COUNT_BITS) + ordinal) * SliceId.LENGTH, id);
    }

    /** Whether both slots are of the same slice of the same cabinet. */
    boolean same(long slot, long other) {
        int cabinet = Slot.cabinet(slot);
        long first = extent(cabinet) >>> COUNT_BITS;
        return cabinet == Slot.cabinet(other) && shelf.same((first + Slot.ordinal(slot)) * SliceId.LENGTH,
                (first + Slot.ordinal(other)) * SliceId.LENGTH);
    }

    /** Hands out hash and slot of each slice of a cabinet. */
    void each(int cabinet, SlotBatch.Taker taker) {
        long extent = extent(cabinet);
        int count = (int) extent & MASK;
        MemorySegment ids = shelf.ids((extent >>> COUNT_BITS) * SliceId.LENGTH, count);
        for (int ordinal = 0; ordinal < count; ordinal++) {
            long at = (long) ordinal * SliceId.LENGTH;
            long hash = Slot.hash(ids.get(Mapping.BIG_ENDIAN, at), ids.get(Mapping.BIG_ENDIAN, at + 8),
                    ids.get(Mapping.BIG_ENDIAN, at + 16), ids.get(Mapping.BIG_ENDIAN, at + 24));
            taker.take(hash, Slot.of(hash, cabinet, ordinal));
        }
    }

    /** A copy for the mark. */
    long[] toArray(int cabinets) {
        return Arrays.copyOf(packed, cabinets);
    }
}
