package org.backupmanager.register.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.backupmanager.content.SliceId;
import org.backupmanager.register.SliceLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceIndexTest {

    private static final int PER_CABINET = 120_000;
    /** Enough to fill the table in memory several times larger, and to move it to the mapped one. */
    private static final int CABINETS = 15;

    @TempDir
    Path folder;
    private final byte[][] ids = new byte[CABINETS][PER_CABINET * SliceId.LENGTH];
    private volatile int added;

    SliceIndexTest() {
        for (int cabinet = 0; cabinet < CABINETS; cabinet++) {
            new SplittableRandom(cabinet).nextBytes(ids[cabinet]);
        }
    }

    @Test
    void slicesAreFoundAtEveryMomentWhileTheyMoveFromMemoryToTheMappedTable() throws Exception {
        try (Shelf shelf = Shelf.create(folder.resolve("slices"));
                var index = new SliceIndex(folder.resolve("index"), shelf, Optional.empty())) {
            var asking = new FutureTask<>(() -> askUntilAllAreThere(index));
            new Thread(asking).start();
            long position = Shelf.START;
            for (int cabinet = 0; cabinet < CABINETS; cabinet++) {
                long next = shelf.append(position, ids[cabinet], new byte[0]);
                index.add(cabinet, position, PER_CABINET);
                position = next;
                added = cabinet + 1;
            }
            assertEquals("", asking.get());
            assertEquals("", missing(index, CABINETS, 1));
            index.settle();
            assertEquals("", missing(index, CABINETS, 1));
        }
    }

    @Test
    void aSliceTakesSixteenBytesAtMost() throws Exception {
        try (Shelf shelf = Shelf.create(folder.resolve("slices"));
                var index = new SliceIndex(folder.resolve("index"), shelf, Optional.empty())) {
            long next = shelf.append(Shelf.START, ids[0], new byte[0]);
            index.add(0, Shelf.START, PER_CABINET);
            index.settle();
            assertTrue(tableBytes() <= 16 * PER_CABINET, tableBytes() + " bytes");
            shelf.append(next, ids[1], new byte[0]);
            index.add(1, next, PER_CABINET / 3);
            index.settle();
            assertTrue(tableBytes() <= 16 * (PER_CABINET + PER_CABINET / 3), tableBytes() + " bytes");
        }
    }

    private long tableBytes() throws IOException {
        try (Stream<Path> tables = Files.list(folder.resolve("index")).filter(IndexMark::isTable)) {
            return tables.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    private String askUntilAllAreThere(SliceIndex index) {
        String missing = "";
        while (added < CABINETS && missing.isEmpty()) {
            missing = missing(index, added, 7);
        }
        return missing;
    }

    /** The first slice of the first cabinets that is not found where it is; empty if there is none. */
    private String missing(SliceIndex index, int cabinets, int step) {
        for (int cabinet = 0; cabinet < cabinets; cabinet++) {
            for (int i = 0; i < PER_CABINET; i += step) {
                SliceId id = SliceId.read(ByteBuffer.wrap(ids[cabinet], i * SliceId.LENGTH, SliceId.LENGTH));
                if (!index.find(id).equals(Optional.of(new SliceLocation(cabinet, i)))) {
                    return "slice " + i + " of cabinet " + cabinet;
                }
            }
        }
        return "";
    }
}
