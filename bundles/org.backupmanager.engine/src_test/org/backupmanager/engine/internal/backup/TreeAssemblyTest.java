package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.engine.internal.stored.Contents;
import org.backupmanager.engine.internal.stored.DepotStore;
import org.backupmanager.pipeline.BackupLine;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.LineSettings;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeAssemblyTest {

    @TempDir
    Path scratch;

    @Test
    void aCancelIsSeenAtTheNextFolder() throws Exception {
        var bench = new Bench(new MemoryTransport(), scratch);
        var settings = new LineSettings(1, 1, 1, 1, 16 << 20, false);
        try (var log = new ScanLog(scratch);
                var contents = new Contents(scratch, 0);
                var line = new BackupLine(bench.vault, settings, new DepotStore(bench.depot, _ -> { }), () -> { },
                        bench.chance)) {
            for (byte folder = 0; folder < 100; folder++) {
                log.enter(new byte[] {folder}, new byte[0]);
                log.leave();
            }
            var asked = new AtomicInteger();
            Gate gate = () -> {
                if (asked.incrementAndGet() == 5) {
                    throw new SessionCancelledException();
                }
            };
            var assembly = new TreeAssembly(line, contents, gate);
            assertThrows(SessionCancelledException.class, () -> assembly.run(log));
            assertEquals(5, asked.get());
        }
    }
}
