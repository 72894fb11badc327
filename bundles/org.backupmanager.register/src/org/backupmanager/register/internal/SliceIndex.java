package org.backupmanager.register.internal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.content.SliceId;
import org.backupmanager.register.SliceLocation;

/**
 * Answers the dedup question. A hash table in a mapped file whose slots have 8 bytes: 16 bits of the hash, 24 of the
 * cabinet's number, 24 of the ordinal. It is filled to between a half and three quarters, which is 11 to 16 bytes a
 * slice.
 * <p>
 * Every hit is compared with the full id on the {@link Shelf}, so a wrong answer cannot come of a short hash, nor of a
 * damaged table: that can only make a slice unknown, which is then stored a second time. (Without the comparison,
 * fingerprints of 80 bits would do: a search looks at about ten slots, so 10^8 new slices against 10^8 known ones
 * would meet a false hit with a probability of 10^9 / 2^80, or 10^-15.)
 * <p>
 * A slice that lies in two cabinets has two slots. A removed cabinet's extent is 0, which makes its slots void until
 * the table grows. All of it is derived from database and shelf. One thread changes it, many ask without a lock.
 */
final class SliceIndex implements AutoCloseable {

    /** Numbers of cabinets and ordinals of slices end here. */
    static final int LIMIT = (1 << 24) - 2;

    private static final long FIRST_CAPACITY = 8 << 10;
    private static final int BATCH = 2 << 20;
    private static final int ORDINAL_BITS = 24;
    private static final int MASK = (1 << ORDINAL_BITS) - 1;
    private static final int HASH_SHIFT = 48;

    private final Path folder;
    private final Shelf shelf;
    private final Arena arena = Arena.ofShared();
    private volatile SlotTable table;
    /**
     * For each cabinet where it begins on the shelf, in units of an id, and how many slices it has; 0 where there is
     * none.
     */
    private volatile long[] extents;
    private int generation;
    private long used;
    private boolean dirty;

    /** The index as it was closed, or an empty one, to be filled by {@link #add}, where the mark is missing. */
    SliceIndex(Path folder, Shelf shelf, Optional<IndexMark> mark) throws IOException {
        this.folder = folder;
        this.shelf = shelf;
        generation = mark.map(IndexMark::generation).orElse(0);
        tidy(mark.isPresent());
        used = mark.map(IndexMark::used).orElse(0L);
        extents = mark.map(IndexMark::extents).orElseGet(() -> new long[64]);
        dirty = mark.isEmpty();
        table = mark.isPresent() ? SlotTable.map(file(generation), mark.get().capacity(), arena)
                : SlotTable.create(file(generation), FIRST_CAPACITY, arena);
    }

    /** Deletes tables that are no longer used, and the one that is if it cannot be trusted. */
    private void tidy(boolean trusted) throws IOException {
        Files.createDirectories(folder);
        if (!trusted) {
            IndexMark.clear(folder);
        }
        try (Stream<Path> tables = Files.list(folder)) {
            for (Path path : tables.filter(IndexMark::isTable).toList()) {
                if (!trusted || !path.equals(file(generation))) {
                    Files.delete(path);
                }
            }
        }
    }

    private Path file(int number) {
        return IndexMark.table(folder, number);
    }

    Optional<SliceLocation> find(SliceId id) {
        long hash = hash(id.a(), id.b(), id.c(), id.d());
        SlotTable t = table;
        long slot = t.home(hash);
        for (long left = t.capacity(); left > 0; left--) {
            long value = t.get(slot);
            if (value == 0) {
                return Optional.empty();
            }
            if (matches(value, hash) && holds(value, id)) {
                return Optional.of(new SliceLocation(cabinet(value), ordinal(value)));
            }
            slot = t.next(slot);
        }
        return Optional.empty();
    }

    private boolean holds(long value, SliceId id) {
        long[] e = extents;
        int number = cabinet(value);
        long extent = number >= 0 && number < e.length ? e[number] : 0;
        int ordinal = ordinal(value);
        return ordinal < (extent & MASK) && shelf.holds(((extent >>> ORDINAL_BITS) + ordinal) * SliceId.LENGTH, id);
    }

    /** Ids are keyed hashes already; this spreads those of tests too. */
    private static long hash(long a, long b, long c, long d) {
        long h = a ^ Long.rotateLeft(b, 17) ^ Long.rotateLeft(c, 31) ^ Long.rotateLeft(d, 47);
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    private static long value(long hash, int cabinet, int ordinal) {
        return hash << HASH_SHIFT | (long) (cabinet + 1) << ORDINAL_BITS | ordinal;
    }

    private static boolean matches(long value, long hash) {
        return (value ^ hash << HASH_SHIFT) >>> HASH_SHIFT == 0;
    }

    private static int cabinet(long value) {
        return (int) (value >>> ORDINAL_BITS & MASK) - 1;
    }

    private static int ordinal(long value) {
        return (int) value & MASK;
    }

    /**
     * Adds a cabinet whose ids are on the shelf.
     *
     * @param position of the first id
     * @param count how many
     */
    void add(int cabinet, long position, int count) throws IOException {
        touch();
        place(cabinet, position, count);
        if (used + count > table.capacity() / 4 * 3) {
            grow();
        } else {
            each(cabinet, (hash, value) -> insert(table, hash, value));
        }
    }

    /** Says where a cabinet is; its slices are found once {@link #grow} has added them. */
    void place(int cabinet, long position, int count) {
        long[] e = extents;
        if (cabinet >= e.length) {
            e = Arrays.copyOf(e, Math.max(cabinet + 1, e.length * 2));
        }
        e[cabinet] = position / SliceId.LENGTH << ORDINAL_BITS | count;
        // Written even if it is the same array: whoever reads the field afterwards sees the new element.
        extents = e;
    }

    void remove(int cabinet) throws IOException {
        touch();
        long[] e = extents;
        e[cabinet] = 0;
        extents = e;
    }

    /** Fills a larger table beside this one with all cabinets there are, while others go on asking this one. */
    void grow() throws IOException {
        long slices = 0;
        for (long extent : extents) {
            slices += extent & MASK;
        }
        // Half full: it grows by a half, since it does so at three quarters.
        long capacity = Math.max(FIRST_CAPACITY, slices * 2);
        SlotTable next = SlotTable.create(file(generation + 1), capacity, arena);
        var batch = new SlotBatch((int) Math.min(capacity, BATCH));
        used = 0;
        for (int number = 0; number < extents.length; number++) {
            each(number, (hash, value) -> {
                batch.add(hash, value);
                if (batch.isFull()) {
                    batch.drain((h, v) -> insert(next, h, v));
                }
            });
        }
        batch.drain((hash, value) -> insert(next, hash, value));
        table = next;
        // Where a mapped file cannot be deleted, the next start does it.
        file(generation).toFile().delete();
        generation++;
    }

    /** Hands out a slot for each slice of a cabinet. */
    private void each(int cabinet, SlotBatch.Taker taker) {
        long extent = extents[cabinet];
        int count = (int) extent & MASK;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            long at = ((extent >>> ORDINAL_BITS) + ordinal) * SliceId.LENGTH;
            long hash = hash(shelf.word(at), shelf.word(at + 8), shelf.word(at + 16), shelf.word(at + 24));
            taker.take(hash, value(hash, cabinet, ordinal));
        }
    }

    private void insert(SlotTable into, long hash, long value) {
        long slot = into.home(hash);
        for (long other = into.get(slot); other != 0; other = into.get(slot)) {
            if (matches(other, hash) && cabinet(other) == cabinet(value)
                    && shelf.same(position(other), position(value))) {
                return;
            }
            slot = into.next(slot);
        }
        into.set(slot, value);
        used++;
    }

    private long position(long value) {
        return ((extents[cabinet(value)] >>> ORDINAL_BITS) + ordinal(value)) * SliceId.LENGTH;
    }

    private void touch() throws IOException {
        if (!dirty) {
            IndexMark.clear(folder);
            dirty = true;
        }
    }

    /** Marks the index as fit for this state of the database, so that the next start need not make it again. */
    void seal(Counters counters) throws IOException {
        if (dirty) {
            table.force();
            new IndexMark(generation, table.capacity(), used, counters.nextCabinet(), counters.removals(),
                    Arrays.copyOf(extents, counters.nextCabinet())).write(folder);
            dirty = false;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
