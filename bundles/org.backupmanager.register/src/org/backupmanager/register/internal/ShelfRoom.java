package org.backupmanager.register.internal;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The gaps that removed cabinets left on the shelf, for new ones to lie in. Used by the register's thread. */
final class ShelfRoom {

    /** Length of each gap by where it begins; none touches another. */
    private final TreeMap<Long, Long> gaps = new TreeMap<>();
    private long behindLast = Shelf.START;

    /** Bytes that a cabinet of that many takes on the shelf. */
    static long whole(long bytes) {
        return Math.ceilDiv(bytes, Shelf.START) * Shelf.START;
    }

    /** While gaps are looked for: the next cabinet in the order of positions. */
    void pass(long position, long bytes) {
        if (position > behindLast) {
            gaps.put(behindLast, position - behindLast);
        }
        behindLast = Math.max(behindLast, position + whole(bytes));
    }

    /** That was the last cabinet; where the shelf ends. */
    void passEnd(long end) {
        pass(end, 0);
    }

    /** Where that many bytes fit, which are taken from now on; empty where they fit nowhere. */
    OptionalLong take(long bytes) {
        long needed = whole(bytes);
        for (Map.Entry<Long, Long> gap : gaps.entrySet()) {
            if (needed > 0 && gap.getValue() >= needed) {
                long position = gap.getKey();
                long left = gap.getValue() - needed;
                gaps.remove(position);
                if (left > 0) {
                    gaps.put(position + needed, left);
                }
                return OptionalLong.of(position);
            }
        }
        return OptionalLong.empty();
    }
}
