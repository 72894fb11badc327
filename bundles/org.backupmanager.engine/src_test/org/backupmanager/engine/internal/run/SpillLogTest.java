package org.backupmanager.engine.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillLogTest {

    @TempDir
    Path folder;

    @Test
    void recordsComeBackInAnyOrder() throws BackupException {
        var random = new Random(1);
        try (var log = new SpillLog(folder)) {
            long[] places = new long[5_000];
            byte[][] records = new byte[places.length][];
            for (int i = 0; i < places.length; i++) {
                records[i] = new byte[random.nextInt(i % 100 == 0 ? 200_000 : 200)];
                random.nextBytes(records[i]);
                places[i] = log.append(records[i], 0, records[i].length);
            }
            for (int i = 0; i < places.length; i++) {
                int any = random.nextInt(places.length);
                assertArrayEquals(records[any], log.read(places[any]));
            }
        }
    }

    @Test
    void whatIsReadBetweenWritesIsSeenWhole() throws BackupException {
        try (var log = new SpillLog(folder)) {
            byte[] record = new byte[40];
            for (int i = 0; i < 10_000; i++) {
                record[0] = (byte) i;
                long place = log.append(record, 0, record.length);
                assertEquals((byte) i, log.read(place)[0]);
            }
        }
    }

    @Test
    void nothingIsLeftBehind() throws BackupException, IOException {
        try (var log = new SpillLog(folder)) {
            log.append(new byte[100_000], 0, 100_000);
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }
}
