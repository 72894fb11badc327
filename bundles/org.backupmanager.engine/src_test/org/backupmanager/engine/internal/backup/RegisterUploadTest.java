package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;

import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageTransport.StoredObject;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the register only what a session changed is uploaded. */
class RegisterUploadTest {

    private static final int FILES = 4_000;

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();

    @Test
    void whatASessionUploadsOfTheRegisterGrowsWithTheChangeNotWithTheVault() throws Exception {
        var bench = new Bench(storage, scratch);
        for (int i = 0; i < FILES; i++) {
            write(i, 0);
        }
        long first = uploaded(bench, bench.backup(source, "/a"));
        assertTrue(first > FILES * 32, "an id of 32 bytes for each slice, and " + first + " bytes in all");
        for (int session = 1; session <= 5; session++) {
            write(session * 100, session);
            write(session * 200 + 1, session);
            long next = uploaded(bench, bench.backup(source, "/a"));
            // Objects are padded to whole 4 KiB
            assertTrue(next > 0 && next <= 8_192, first + " bytes first, then " + next);
        }
        assertEquals(0, uploaded(bench, bench.backup(source, "/a")), "nothing changed");
    }

    private void write(int file, int version) {
        byte[] content = new byte[200];
        new Random(file * 1000L + version).nextBytes(content);
        source.tree().file("/a/%02d/%04d".formatted(file % 50, file), content);
    }

    /** Bytes of the register's parts that the session stored. */
    private static long uploaded(Bench bench, SessionReport session) throws BackupException {
        return new StoredObjects(bench.depot.names(), bench.depot.storage()).registerParts().stream()
                .filter(part -> RegisterPart.session(StoredObjects.number(part)) == session.id().number())
                .mapToLong(StoredObject::size).sum();
    }
}
