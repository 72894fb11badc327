package org.backupmanager.engine.internal.restore;

import java.util.Arrays;

import org.backupmanager.engine.internal.run.LongList;
import org.backupmanager.register.SliceLocation;

/**
 * Which slices a restore needs and where each goes, in the order of the cabinets, so that each is read once. Memory: 24
 * bytes a use.
 * Uses are added first; then {@link #arrange}; then it is read, by many threads.
 */
public final class SlicePlan {

    private final LongList locations = new LongList();
    private final LongList files = new LongList();
    private final LongList offsets = new LongList();
    private int[] cabinets = new int[0];
    private int[] starts = new int[] {0};
    /** Uses in the order of cabinets, then ordinals: ordinal in the upper half, use in the lower. */
    private long[] uses = new long[0];

    /** A slice is needed for a file at that offset. */
    void add(SliceLocation location, int file, long offset) {
        locations.add((long) location.cabinet() << Integer.SIZE | location.ordinal());
        files.add(file);
        offsets.add(offset);
    }

    /** Brings the uses in order. */
    void arrange() {
        int[] byCabinet = new int[locations.size()];
        for (int i = 0; i < byCabinet.length; i++) {
            byCabinet[i] = cabinetOf(i);
        }
        cabinets = Arrays.stream(byCabinet).sorted().distinct().toArray();
        starts = new int[cabinets.length + 1];
        for (int cabinet : byCabinet) {
            starts[Arrays.binarySearch(cabinets, cabinet) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        uses = new long[byCabinet.length];
        int[] next = starts.clone();
        for (int i = 0; i < byCabinet.length; i++) {
            int place = next[Arrays.binarySearch(cabinets, byCabinet[i])]++;
            uses[place] = (locations.get(i) & 0xffffffffL) << Integer.SIZE | i;
        }
        for (int i = 0; i < cabinets.length; i++) {
            Arrays.sort(uses, starts[i], starts[i + 1]);
        }
    }

    private int cabinetOf(int use) {
        return (int) (locations.get(use) >>> Integer.SIZE);
    }

    /** How many cabinets are needed. */
    int cabinets() {
        return cabinets.length;
    }

    /** Number of the i-th cabinet. */
    int cabinet(int i) {
        return cabinets[i];
    }

    /** The ordinals wanted of the i-th cabinet, rising, each once. */
    int[] ordinals(int i) {
        return Arrays.stream(uses, starts[i], starts[i + 1]).mapToInt(use -> (int) (use >>> Integer.SIZE)).distinct()
                .toArray();
    }

    /** Tells each use of a slice of the i-th cabinet. */
    <X extends Exception> void each(int i, int ordinal, Use<X> told) throws X {
        int at = Arrays.binarySearch(uses, starts[i], starts[i + 1], (long) ordinal << Integer.SIZE);
        for (int u = at < 0 ? -at - 1 : at; u < starts[i + 1] && (int) (uses[u] >>> Integer.SIZE) == ordinal; u++) {
            int use = (int) uses[u];
            told.use((int) files.get(use), offsets.get(use));
        }
    }

    /** Hears of a use. */
    @FunctionalInterface
    interface Use<X extends Exception> {
        void use(int file, long offset) throws X;
    }
}
