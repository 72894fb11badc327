package org.backupmanager.register.internal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.backupmanager.content.SliceId;
import org.backupmanager.register.SliceLocation;

/**
 * Answers the dedup question. A hash table in a mapped file whose slots ({@link Slot}) have 8 bytes. It is filled to
 * between a half and three quarters, which is 11 to 16 bytes a slice.
 * <p>
 * Every hit is compared with the full id on the {@link Shelf}, so a wrong answer cannot come of a short hash, nor of a
 * damaged table: that can only make a slice unknown, which is then stored a second time. (Without the comparison,
 * fingerprints of 80 bits would do: a search looks at about ten slots, so 10^8 new slices against 10^8 known ones
 * would meet a false hit with a probability of 10^9 / 2^80, or 10^-15.)
 * <p>
 * Slices that were added lately are in a small table in memory and go to the mapped one together ({@link TableFill}):
 * one by one, each would cost a page of the file, which takes ten times as long as all else.
 * <p>
 * A slice that lies in two cabinets has two slots. A removed cabinet's extent is 0, which makes its slots void until
 * the table grows. All of it is derived from database and shelf. One thread changes it, many ask without a lock.
 */
final class SliceIndex implements AutoCloseable {

    private static final long FIRST_CAPACITY = 8 << 10;
    private static final long FIRST_RECENT = 4 << 10;
    /** Slots of the table in memory at most: 16 MiB, and up to 64 where the mapped table has a gigabyte. */
    private static final long MOST_RECENT = 2 << 20;
    private static final long MOST_RECENT_BESIDE_MANY = 8 << 20;
    private static final int BESIDE = 16;
    private static final LongPredicate ANY = _ -> true;

    private final Path folder;
    private final Extents extents;
    private final Arena arena = Arena.ofShared();
    private volatile SlotTable table;
    private volatile SlotTable recent = SlotTable.inMemory(FIRST_RECENT);
    private int generation;
    private long used;
    private boolean dirty;
    /** From this number on, the slices of cabinets are in {@link #recent} only. */
    private int settled;
    /** How many these are. */
    private long unsettled;
    private int end;

    /** The index as it was closed, or an empty one, to be filled by {@link #place}, where the mark is missing. */
    SliceIndex(Path folder, Shelf shelf, Optional<IndexMark> mark) throws IOException {
        this.folder = folder;
        generation = mark.map(IndexMark::generation).orElse(0);
        tidy(mark.isPresent());
        used = mark.map(IndexMark::used).orElse(0L);
        extents = new Extents(shelf, mark.map(IndexMark::extents).orElseGet(() -> new long[64]));
        end = mark.map(IndexMark::nextCabinet).orElse(0);
        settled = end;
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
        return slot(id, ANY);
    }

    /** The same, at a place that suits. */
    Optional<SliceLocation> findAt(SliceId id, Predicate<SliceLocation> suits) {
        return slot(id, slot -> suits.test(location(slot)));
    }

    private Optional<SliceLocation> slot(SliceId id, LongPredicate suits) {
        long hash = Slot.hash(id);
        // Taken first: what leaves it while we look is in the other table before.
        SlotTable lately = recent;
        long slot = find(table, id, hash, suits);
        if (slot == 0) {
            slot = find(lately, id, hash, suits);
        }
        return slot == 0 ? Optional.empty() : Optional.of(location(slot));
    }

    private static SliceLocation location(long slot) {
        return new SliceLocation(Slot.cabinet(slot), Slot.ordinal(slot));
    }

    /** The slot of the slice that suits, or 0. */
    private long find(SlotTable in, SliceId id, long hash, LongPredicate suits) {
        long place = in.home(hash);
        for (long left = in.capacity(); left > 0; left--) {
            long slot = in.get(place);
            if (slot == 0 || Slot.matches(slot, hash) && extents.holds(slot, id) && suits.test(slot)) {
                return slot;
            }
            place = in.next(place);
        }
        return 0;
    }

    /**
     * Adds a cabinet whose ids are on the shelf; its number is greater than all before.
     *
     * @param position of the first id
     * @param count how many
     */
    void add(int cabinet, long position, int count) throws IOException {
        touch();
        place(cabinet, position, count);
        long most = Math.clamp(table.capacity() / BESIDE, MOST_RECENT, MOST_RECENT_BESIDE_MANY);
        if (unsettled > filled(most)) {
            settle();
        } else if (unsettled > filled(recent.capacity())) {
            enlargeRecent(most);
        } else {
            extents.each(cabinet, new TableFill(extents, recent)::put);
        }
    }

    /** So many of these slots may be used before a table is slow. */
    private static long filled(long capacity) {
        return capacity / 4 * 3;
    }

    private void enlargeRecent(long most) {
        SlotTable larger = SlotTable.inMemory(Math.clamp(unsettled * 4, FIRST_RECENT, most));
        new TableFill(extents, larger).cabinets(settled, end);
        recent = larger;
    }

    /** Says where a cabinet is; its slices are found once {@link #settle} has added them. */
    void place(int cabinet, long position, int count) {
        extents.put(cabinet, position, count);
        unsettled += count;
        end = cabinet + 1;
    }

    void remove(int cabinet) throws IOException {
        touch();
        extents.remove(cabinet);
    }

    /** Takes all that is in memory only to the mapped table. */
    void settle() throws IOException {
        if (used + unsettled > filled(table.capacity())) {
            grow();
        } else {
            used += new TableFill(extents, table).cabinets(settled, end);
        }
        settled = end;
        unsettled = 0;
        recent = SlotTable.inMemory(FIRST_RECENT);
    }

    /** Fills a larger table beside this one with all cabinets there are, while others go on asking this one. */
    private void grow() throws IOException {
        // Half full: it grows by a half, since it does so at three quarters.
        long capacity = Math.max(FIRST_CAPACITY, extents.total() * 2);
        SlotTable next = SlotTable.create(file(generation + 1), capacity, arena);
        used = new TableFill(extents, next).cabinets(0, end);
        table = next;
        // Where a mapped file cannot be deleted, the next start does it.
        file(generation).toFile().delete();
        generation++;
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
            settle();
            table.force();
            new IndexMark(generation, table.capacity(), used, counters.nextCabinet(), counters.removals(),
                    extents.toArray(counters.nextCabinet())).write(folder);
            dirty = false;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
