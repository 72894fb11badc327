package org.backupmanager.register.internal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A hash table of numbers of 8 bytes in a file, with open addressing; 0 is an empty slot. Slots are written once. One thread writes, many read.
 *
 * @param slots the memory
 * @param capacity how many slots
 */
record SlotTable(MemorySegment slots, long capacity) {

    /** The table in that file; a new file is empty. */
    static SlotTable map(Path path, long capacity, Arena arena) throws IOException {
        return new SlotTable(Mapping.of(path, FileChannel.MapMode.READ_WRITE, capacity * Long.BYTES, arena), capacity);
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

    void set(long slot, long value) {
        Mapping.LONG.setRelease(slots, slot * Long.BYTES, value);
    }

    void force() {
        slots.force();
    }
}
