package org.backupmanager.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.backup.CountingSource;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.search.History;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restore in the middle of real backups, by what was read from the sources and what came to the storage. */
@Timeout(120)
class HeldBackupTest {

    private static final int FILES = 30;
    private static final int SIZE = 4_000_000;
    private static final Path OUT = Path.of("out");
    /** What is under way when a hold begins may still be read: a batch for each thread. */
    private static final long UNDERWAY = 40_000_000;

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final CountingSource files = new CountingSource("Files");
    private final CountingSource shares = new CountingSource("Shares");
    private final CountingSource wanted = new CountingSource("Wanted");
    private Bench bench;
    private DeviceSessions sessions;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(storage, scratch);
        wanted.tree().file("/a/wanted", bytes(-1, 1_000_000));
        bench.backup(wanted, "/a");
        for (int i = 0; i < FILES; i++) {
            files.tree().file("/a/" + i, bytes(i, SIZE));
            shares.tree().file("/a/" + i, bytes(1000 + i, SIZE));
        }
        var work = new RunWork(bench.depot, new History(scratch.resolve("search"), bench.depot), bench.clock,
                bench.chance, (_, _, _, backup) -> backup.run());
        sessions = new DeviceSessions(bench.depot.register(), work, new Tasks(), bench.clock);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void nothingIsReadOrSentTwice() throws Exception {
        List<Session> backups = sessions.startBackup(List.of("Files", "Shares"));
        Await.until("both are processed", () -> backups.stream().allMatch(s -> s.progress().bytesDone() > 2 * SIZE));
        Session restore = sessions.startRestore(plan());
        assertEquals(Stage.HELD, backups.get(0).progress().stage());
        assertEquals(Stage.HELD, backups.get(1).progress().stage());
        long read = read();
        assertEquals(State.COMPLETED, restore.await().state());
        for (Session backup : backups) {
            assertEquals(State.COMPLETED, backup.await().state());
        }
        assertTrue(read < read(), "the hold was in the middle");
        assertEquals(2L * FILES * SIZE, read(), "bytes read of both sources");
        long sent = backups.stream().mapToLong(s -> s.report().totals().sentSize()).sum();
        assertTrue(sent < 2L * FILES * SIZE * 1.02, sent + " bytes sent");
        assertTrue(wanted.tree().sameAs(wanted.fake().restoredTo(OUT)));
        assertEquals(State.COMPLETED, bench.restore(files, backups.get(0).report(), Optional.of(OUT)).state());
        assertTrue(files.tree().sameAs(files.fake().restoredTo(OUT)));
    }

    @Test
    void aHeldBackupStandsStillAtASliceBoundary() throws Exception {
        Session backup = sessions.startBackup(List.of("Files")).getFirst();
        Await.until("it is processed", () -> backup.progress().bytesDone() > SIZE);
        var latch = new CountDownLatch(1);
        wanted.holdRestores(latch);
        Session restore = sessions.startRestore(plan());
        long before = read();
        Await.until("what was under way is done", () -> standsStill());
        long held = read();
        long sent = backup.report().totals().sentSize();
        assertTrue(held - before < UNDERWAY, held - before + " bytes");
        assertTrue(standsStill());
        assertEquals(held, read());
        assertEquals(sent, backup.report().totals().sentSize());
        latch.countDown();
        restore.await();
        assertEquals(State.COMPLETED, backup.await().state());
        assertEquals((long) FILES * SIZE, read());
    }

    /** Nothing is read for a fifth of a second. */
    private boolean standsStill() {
        long read = read();
        long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return read() == read;
    }

    private long read() {
        return files.bytesRead() + shares.bytesRead();
    }

    private static RecoveryPlan plan() {
        return new RecoveryPlan("Wanted", new Moment.Latest(), List.of(), List.of(), Optional.of(OUT),
                ExistingFiles.OVERWRITE);
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A device with these sources, of which all is selected. */
    private final class Tasks implements SessionTasks {

        private final Map<String, DataSource> sources = Map.of("Files", files, "Shares", shares, "Wanted", wanted);

        @Override
        public List<DataSource> toBackUp(Set<String> ids) {
            return ids.stream().map(sources::get).toList();
        }

        @Override
        public DataSource usable(String id) {
            return sources.get(id);
        }

        @Override
        public boolean archives(DataSource source, Instant start) {
            return false;
        }

        @Override
        public BackupTask backup(SessionReport begun, DataSource source) {
            return new BackupTask(begun, source, Bench.selection("/a"), List.of(), scratch, Doubt.NONE, Bench.SETTINGS);
        }

        @Override
        public RestoreTask restore(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source) {
            return new RestoreTask(begun, from, plan, source, scratch);
        }

        @Override
        public void meetOthers() {
            // there are none
        }

        @Override
        public VerifyTask verify(SessionReport begun, VerifyPlan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StorageTransport> copy(RepairPlan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RepairTask repair(SessionReport begun, RepairPlan plan, Optional<StorageTransport> copy) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void finished(SessionReport last) {
            // nothing to tidy
        }
    }
}
