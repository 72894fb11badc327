package org.backupmanager.register.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A hash table of numbers of 8 bytes in a file, with open addressing; 0 is an empty slot. Slots are written once.
 * Many threads may read and write.
 *
 * @param slots the memory
 * @param capacity how many slots
 */
record SlotTable(MemorySegment slots, long capacity) {

    private static final int ZEROS = 1 << 20;

    /** The table in that file. */
    static SlotTable map(Path path, long capacity, Arena arena) throws IOException {
        return new SlotTable(Mapping.of(path, FileChannel.MapMode.READ_WRITE, capacity * Long.BYTES, arena), capacity);
    }

    /**
     * An empty table in that file. It is written out: where a disk has no room for a hole in a file, the JVM only
     * knows to say "internal error".
     */
    static SlotTable create(Path path, long capacity, Arena arena) throws IOException {
        byte[] zeros = new byte[ZEROS];
        try (var file = new RandomAccessFile(path.toString(), "rw")) {
            file.setLength(0);
            for (long left = capacity * Long.BYTES; left > 0; left -= zeros.length) {
                file.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        } catch (IOException e) {
            // Half a table only takes the room that is missing.
            Files.deleteIfExists(path);
            throw e;
        }
        return map(path, capacity, arena);
    }

    /** An empty table that is gone with the last who uses it. */
    static SlotTable inMemory(long capacity) {
        return new SlotTable(Arena.ofAuto().allocate(capacity * Long.BYTES, Long.BYTES), capacity);
    }

    /** Where the search for this hash begins: its upper bits, scaled to a capacity that need not be a power of two. */
    long home(long hash) {
        return Math.unsignedMultiplyHigh(hash, capacity);
    }

    long next(long slot) {
        return slot + 1 == capacity ? 0 : slot + 1;
    }

    long get(long slot) {
        return (long) Mapping.LONG.getAcquire(slots, slot * Long.BYTES);
    }

    /** Writes an empty slot; false where it is not empty any more. */
    boolean claim(long slot, long value) {
        return Mapping.LONG.compareAndSet(slots, slot * Long.BYTES, 0L, value);
    }

    void force() {
        slots.force();
    }
}
