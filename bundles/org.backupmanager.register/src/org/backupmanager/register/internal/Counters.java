package org.backupmanager.register.internal;

/**
 * What a register stands at; only rises.
 *
 * @param nextSession number of the next session
 * @param nextCabinet number of the next cabinet
 * @param removals cabinets removed so far; with {@code nextCabinet} it tells whether the index is of this state
 * @param slicesEnd where the next cabinet goes on the shelf
 */
record Counters(long nextSession, int nextCabinet, int removals, long slicesEnd) {

    Counters session(long next) {
        return new Counters(next, nextCabinet, removals, slicesEnd);
    }

    Counters added(long end) {
        return new Counters(nextSession, nextCabinet + 1, removals, end);
    }

    Counters removed() {
        return new Counters(nextSession, nextCabinet, removals + 1, slicesEnd);
    }
}
