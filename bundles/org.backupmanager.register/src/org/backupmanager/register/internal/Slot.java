package org.backupmanager.register.internal;

import org.backupmanager.content.SliceId;

/**
 * The numbers in the tables of the {@link SliceIndex}: 16 bits of a slice's hash, 24 of its cabinet's number, 24 of its
 * ordinal there. None of them is 0.
 */
final class Slot {

    /** Numbers of cabinets and ordinals of slices end here. */
    static final int LIMIT = (1 << 24) - 2;

    private static final int ORDINAL_BITS = 24;
    private static final int MASK = (1 << ORDINAL_BITS) - 1;
    private static final int HASH_SHIFT = 48;

    private Slot() {
    }

    /** The hash of an id. */
    static long hash(SliceId id) {
        return hash(id.a(), id.b(), id.c(), id.d());
    }

    /** Ids are keyed hashes already; this spreads those of tests too. */
    static long hash(long a, long b, long c, long d) {
        long h = a ^ Long.rotateLeft(b, 17) ^ Long.rotateLeft(c, 31) ^ Long.rotateLeft(d, 47);
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    static long of(long hash, int cabinet, int ordinal) {
        return hash << HASH_SHIFT | (long) (cabinet + 1) << ORDINAL_BITS | ordinal;
    }

    /** Whether it may be that of a slice with this hash. */
    static boolean matches(long slot, long hash) {
        return (slot ^ hash << HASH_SHIFT) >>> HASH_SHIFT == 0;
    }

    static int cabinet(long slot) {
        return (int) (slot >>> ORDINAL_BITS & MASK) - 1;
    }

    static int ordinal(long slot) {
        return (int) slot & MASK;
    }
}
