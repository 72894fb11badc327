package org.backupmanager.register.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts the slices of many cabinets into a table. The table is filled range by range, by all processors: a range fits
 * into what a processor can reach quickly, and each of its pages is written once. Each range costs a pass over the ids
 * of all these cabinets, which lie one after the other.
 *
 * @param extents of the cabinets
 * @param table to put them into
 */
record TableFill(Extents extents, SlotTable table) {

    /** Slices in a range. */
    private static final int RANGE = 32 << 20;
    /** From so many slices on it pays to start threads. */
    private static final int MANY = 1 << 16;
    private static final int MOST_THREADS = 4;
    private static final int BATCH = 1 << 19;

    /**
     * Puts in those of the cabinets from one number to before another.
     *
     * @return how many slots were filled
     */
    long cabinets(int from, int to) {
        long slices = 0;
        for (int cabinet = from; cabinet < to; cabinet++) {
            slices += extents.count(cabinet);
        }
        int threads = slices < MANY ? 1 : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        int ranges = (int) Math.ceilDiv(Math.ceilDiv(slices, RANGE), threads) * threads;
        int batch = (int) Math.clamp(slices, 1, BATCH);
        return ranges <= 1 ? range(from, to, 0, 1, batch) : inParallel(from, to, ranges, threads, batch);
    }

    private long inParallel(int from, int to, int ranges, int threads, int batch) {
        List<Future<Long>> filled = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < ranges; i++) {
                int range = i;
                filled.add(workers.submit(() -> range(from, to, range, ranges, batch)));
            }
        }
        return filled.stream().mapToLong(Future::resultNow).sum();
    }

    private long range(int from, int to, int range, int ranges, int most) {
        var batch = new SlotBatch(most, range, ranges);
        var filler = new Filler();
        for (int cabinet = from; cabinet < to; cabinet++) {
            extents.each(cabinet, (hash, slot) -> {
                if (Math.unsignedMultiplyHigh(hash, ranges) == range) {
                    batch.add(hash, slot);
                    if (batch.isFull()) {
                        batch.drain(filler);
                    }
                }
            });
        }
        batch.drain(filler);
        return filler.filled;
    }

    /** Puts in one slot; false where the slice has one already from the same cabinet. */
    boolean put(long hash, long slot) {
        long place = table.home(hash);
        while (true) {
            long other = table.get(place);
            if (other == 0 && table.claim(place, slot)) {
                return true;
            }
            if (other != 0) {
                if (Slot.matches(other, hash) && extents.same(other, slot)) {
                    return false;
                }
                place = table.next(place);
            }
        }
    }

    /** Counts what one thread puts in. */
    private final class Filler implements SlotBatch.Taker {
        private long filled;

        @Override
        public void take(long hash, long slot) {
            if (put(hash, slot)) {
                filled++;
            }
        }
    }
}
