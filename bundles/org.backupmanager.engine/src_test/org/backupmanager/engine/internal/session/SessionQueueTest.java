package org.backupmanager.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;
import org.backupmanager.session.Sessions.DeviceState;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryRegister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The overlap table of the package's description, a test for each cell: what starts, and what has not ended. */
@Timeout(60)
class SessionQueueTest {

    private final MemoryRegister register = new MemoryRegister();
    private final ScriptedWork work = new ScriptedWork(register);
    private final FakeClock clock = new FakeClock();
    private final Set<Session> alive = ConcurrentHashMap.newKeySet();
    private DeviceSessions sessions;

    @BeforeEach
    void open() throws BackupException {
        commit("Fake");
        commit("Snapshot");
        sessions = new DeviceSessions(register, work, work, clock);
        sessions.addListener(new SessionListener() {
            @Override
            public void started(Session session) {
                alive.add(session);
            }

            @Override
            public void ended(SessionReport report) {
                // nobody asks
            }
        });
    }

    private void commit(String source) throws BackupException {
        SessionReport made = Made.completed(register.nextSession().number());
        register.commit(new SessionReport(made.id(), source, made.type(), made.state(), false, made.start(), made.end(),
                made.totals()), new byte[] {1});
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private Session start(String source) throws BackupException {
        return sessions.startBackup(List.of(source)).getFirst();
    }

    /** A backup that has come to its processing. */
    private Session running(String source) throws BackupException {
        Session session = start(source);
        scan(session);
        awaitStage(session, Stage.PROCESSING);
        return session;
    }

    @Test
    void aRestoreThatIsRefusedLetsBackupsGoOn() throws Exception {
        Session backup = running("Files");
        assertThrows(BackupException.class, () -> restore("Nobody"));
        assertEquals(Stage.PROCESSING, backup.progress().stage());
        assertEquals(State.COMPLETED, finish(backup).state());
    }

    @Test
    void aBackupThatStartsWhileARestoreLooksForItsSessionIsHeldFromItsBegin() throws Exception {
        for (String source : List.of("Fake", "Nobody")) {
            var started = new AtomicReference<Session>();
            work.whenOthersAreMet(() -> started.set(startHeld()));
            if (source.equals("Nobody")) {
                assertThrows(BackupException.class, () -> restore(source));
            } else {
                Session restore = restore(source);
                assertEquals(Stage.HELD, started.get().progress().stage());
                finish(restore);
            }
            assertEquals(State.COMPLETED, finish(started.get()).state());
        }
    }

    private Session startHeld() {
        try {
            Session session = start("Files");
            assertEquals(Stage.HELD, session.progress().stage());
            return session;
        } catch (BackupException refused) {
            throw new AssertionError(refused);
        }
    }

    private Session restore() throws BackupException {
        return restore("Fake");
    }

    private Session restore(String source) throws BackupException {
        Session session = sessions.startRestore(new RecoveryPlan(source, new Moment.Latest(), List.of(), List.of(),
                Optional.empty(), ExistingFiles.OVERWRITE));
        work.awaitWorking(session.report().id());
        return session;
    }

    private void scan(Session session) {
        awaitStage(session, Stage.SCANNING);
        work.scanned(session.report().id());
    }

    private SessionReport finish(Session session) throws InterruptedException {
        work.finish(session.report().id());
        return session.await();
    }

    private static void awaitStage(Session session, Stage stage) {
        Await.until("session " + session.report().id() + " is " + stage, () -> session.progress().stage() == stage);
    }

    /** Every other thread had ample time to do what it must not do. */
    private void assertStays(Session session, Stage stage) {
        Await.until("its thread is at work", () -> alive.contains(session));
        long end = System.nanoTime() + 100_000_000;
        while (System.nanoTime() < end) {
            assertEquals(stage, session.progress().stage());
            Thread.onSpinWait();
        }
    }

    private void assertSkipped(Session session, Session inTheWay) throws Exception {
        SessionReport report = session.await();
        assertEquals(State.SKIPPED, report.state());
        assertEquals(1, report.totals().errorCount());
        assertTrue(register.sessions().contains(report), "the statistics of the day have it");
        var trouble = sessions.troubles(report.id(), 10).getFirst();
        assertEquals(Code.SESSION_SKIPPED, trouble.code());
        assertEquals(Severity.ERROR, trouble.severity());
        assertTrue(trouble.detail().contains("session " + inTheWay.report().id()), trouble.detail());
        assertFalse(work.isWorking(report.id()));
        assertFalse(sessions.running().contains(session));
    }

    @Nested
    class ABackupThatMerges {

        @Test
        void scansWhenTheScanOfTheOtherIsComplete() throws Exception {
            Session first = start("Files");
            Session second = start("Shares");
            awaitStage(first, Stage.SCANNING);
            assertStays(second, Stage.WAITING);
            scan(first);
            awaitStage(second, Stage.SCANNING);
        }

        @Test
        void isProcessedTogetherWithTheOtherWhenBothAreScanned() throws Exception {
            Session first = start("Files");
            Session second = start("Shares");
            scan(first);
            awaitStage(second, Stage.SCANNING);
            assertStays(first, Stage.WAITING);
            scan(second);
            awaitStage(first, Stage.PROCESSING);
            awaitStage(second, Stage.PROCESSING);
            assertEquals(State.COMPLETED, finish(second).state());
            assertEquals(State.COMPLETED, finish(first).state());
        }

        @Test
        void scansBesideTheProcessingOfAnOtherThatWasThereBefore() throws Exception {
            Session first = running("Files");
            Session second = start("Shares");
            awaitStage(second, Stage.SCANNING);
            assertStays(first, Stage.PROCESSING);
        }

        @Test
        void isNotKeptFromProcessingByOneThatStartsAfterItsScan() throws Exception {
            Session first = start("Files");
            Session second = start("Shares");
            scan(first);
            awaitStage(second, Stage.SCANNING);
            assertStays(first, Stage.WAITING);
            Session third = start("More");
            scan(second);
            awaitStage(third, Stage.SCANNING);
            awaitStage(first, Stage.PROCESSING);
            assertStays(second, Stage.WAITING);
        }

        @Test
        void ofTheSameSourceIsMergedToo() throws Exception {
            Session first = running("Files");
            Session second = running("Files");
            assertEquals(Stage.PROCESSING, first.progress().stage());
            assertEquals(State.COMPLETED, finish(first).state());
            assertEquals(State.COMPLETED, finish(second).state());
        }

        @Test
        void isBesideOneThatSkips() throws Exception {
            Session snapshot = start("Snapshot");
            awaitStage(snapshot, Stage.SCANNING);
            assertEquals(State.COMPLETED, finish(running("Files")).state());
            assertEquals(Stage.SCANNING, snapshot.progress().stage());
        }

        @Test
        void waitsForOneThatArchives() throws Exception {
            Session archiving = running("Archived");
            Session second = start("Files");
            assertStays(second, Stage.WAITING);
            finish(archiving);
            awaitStage(second, Stage.SCANNING);
        }

        @Test
        void doesNotKeepAnArchivingOneWaitingThatItWaitsForItself() throws Exception {
            Session archiving = start("Archived");
            Session second = start("Files");
            scan(archiving);
            awaitStage(archiving, Stage.PROCESSING);
            assertStays(second, Stage.WAITING);
        }

        @Test
        void doesNotEvenScanDuringARestore() throws Exception {
            Session restore = restore();
            Session backup = start("Files");
            assertStays(backup, Stage.HELD);
            assertFalse(work.isWorking(backup.report().id()));
            finish(restore);
            awaitStage(backup, Stage.SCANNING);
        }

        @Test
        void waitsWhereAsManyAreMergedAsMemoryIsMeantFor() throws Exception {
            List<Session> merged = new ArrayList<>();
            for (int i = 0; i < SessionQueue.MOST_MERGED; i++) {
                merged.add(running("Files" + i));
            }
            Session more = start("Shares");
            assertStays(more, Stage.WAITING);
            finish(merged.get(2));
            awaitStage(more, Stage.SCANNING);
        }
    }

    @Nested
    class ABackupThatSkips {

        @Test
        void isBesideOneThatMerges() throws Exception {
            Session files = start("Files");
            awaitStage(files, Stage.SCANNING);
            assertEquals(State.COMPLETED, finish(running("Snapshot")).state());
            assertEquals(Stage.SCANNING, files.progress().stage());
        }

        @Test
        void isSkippedWhileOneOfTheSameSourceRuns() throws Exception {
            Session first = running("Snapshot");
            Session second = start("Snapshot");
            assertSkipped(second, first);
            assertEquals(State.COMPLETED, finish(first).state());
            assertEquals(State.COMPLETED, finish(start("Snapshot")).state());
        }

        @Test
        void isSkippedAlsoWhileOneOfTheSameSourceWaits() throws Exception {
            Session archiving = running("Archived");
            Session first = start("Snapshot");
            assertStays(first, Stage.WAITING);
            assertSkipped(start("Snapshot"), first);
            finish(archiving);
            assertEquals(State.COMPLETED, finish(first).state());
        }

        @Test
        void isBesideOneOfAnotherSource() throws Exception {
            Session first = running("Snapshot A");
            Session second = running("Snapshot B");
            assertEquals(Stage.PROCESSING, first.progress().stage());
            finish(second);
            finish(first);
        }

        @Test
        void waitsForOneThatArchives() throws Exception {
            Session archiving = running("Archived");
            Session snapshot = start("Snapshot");
            assertStays(snapshot, Stage.WAITING);
            finish(archiving);
            awaitStage(snapshot, Stage.SCANNING);
        }

        @Test
        void isHeldDuringARestore() throws Exception {
            Session restore = restore();
            Session snapshot = start("Snapshot");
            assertStays(snapshot, Stage.HELD);
            finish(restore);
            awaitStage(snapshot, Stage.SCANNING);
        }
    }

    @Nested
    class ABackupThatArchives {

        @Test
        void startsBesideOneThatMergesAndAdmitsNobodyAfterIt() throws Exception {
            Session files = running("Files");
            Session archiving = running("Archived");
            assertTrue(archiving.report().archived());
            Session third = start("Shares");
            assertStays(third, Stage.WAITING);
            assertEquals(Stage.PROCESSING, files.progress().stage());
            finish(files);
            assertStays(third, Stage.WAITING);
            assertTrue(finish(archiving).archived());
            awaitStage(third, Stage.SCANNING);
        }

        @Test
        void isSkippedWhileOneOfTheSameSourceRuns() throws Exception {
            Session first = running("Archived Snapshot");
            assertSkipped(start("Archived Snapshot"), first);
        }

        @Test
        void startsBesideOneOfAnotherSourceThatSkips() throws Exception {
            Session snapshot = running("Snapshot");
            Session archiving = running("Archived");
            assertEquals(Stage.PROCESSING, snapshot.progress().stage());
            finish(archiving);
            finish(snapshot);
        }

        @Test
        void isNotInterruptedWhereOthersOfItsSourceAre() throws Exception {
            Session archiving = running("Archived");
            sessions.abort("Archived", new BackupException(Code.LIMITED_NOW, "Archived"));
            assertStays(archiving, Stage.PROCESSING);
            assertEquals(State.COMPLETED, finish(archiving).state());
            Session backup = running("Files");
            sessions.abort("Files", new BackupException(Code.LIMITED_NOW, "Files"));
            assertEquals(State.ABORTED, backup.await().state());
        }

        @Test
        void waitsForAnotherThatArchives() throws Exception {
            Session first = running("Archived");
            Session second = start("Archived too");
            assertStays(second, Stage.WAITING);
            finish(first);
            awaitStage(second, Stage.SCANNING);
        }

        @Test
        void isHeldDuringARestore() throws Exception {
            Session restore = restore();
            Session archiving = start("Archived");
            assertStays(archiving, Stage.HELD);
            finish(restore);
            awaitStage(archiving, Stage.SCANNING);
        }
    }

    @Nested
    class AVerification {

        @Test
        void isBesideEveryBackupWhicheverWasFirst() throws Exception {
            Session files = running("Files");
            Session snapshot = running("Snapshot");
            Session verification = verify();
            assertEquals(Stage.PROCESSING, files.progress().stage());
            assertEquals(Stage.PROCESSING, snapshot.progress().stage());
            finish(files);
            finish(snapshot);
            Session archiving = running("Archived");
            Session other = start("Files");
            assertEquals(Stage.PROCESSING, archiving.progress().stage());
            finish(archiving);
            awaitStage(other, Stage.SCANNING);
            finish(other);
            finish(running("Snapshot"));
            assertEquals(State.COMPLETED, finish(verification).state());
        }

        @Test
        void isBesideOneThatArchives() throws Exception {
            Session archiving = running("Archived");
            assertEquals(State.COMPLETED, finish(verify()).state());
            assertEquals(Stage.PROCESSING, archiving.progress().stage());
        }

        @Test
        void isHeldDuringARestoreThatBeganBefore() throws Exception {
            Session restore = restore();
            Session verification = verify();
            work.finish(verification.report().id());
            assertStays(verification, Stage.HELD);
            finish(restore);
            assertEquals(State.COMPLETED, verification.await().state());
        }

        private Session verify() throws Exception {
            Session session = sessions.startVerify(VerifyPlan.EVERYTHING);
            work.awaitWorking(session.report().id());
            return session;
        }
    }

    @Nested
    class ARestore {

        @Test
        void holdsAVerification() throws Exception {
            Session verification = sessions.startVerify(VerifyPlan.EVERYTHING);
            work.awaitWorking(verification.report().id());
            Session restore = restore();
            work.finish(verification.report().id());
            assertStays(verification, Stage.HELD);
            finish(restore);
            assertEquals(State.COMPLETED, verification.await().state());
        }

        @Test
        void holdsABackupThatMerges() throws Exception {
            assertHolds("Files");
        }

        @Test
        void holdsABackupThatSkips() throws Exception {
            assertHolds("Snapshot of another source");
        }

        @Test
        void holdsABackupOfItsOwnSourceThatSkips() throws Exception {
            Session backup = running("Snapshot");
            Session restore = restore("Snapshot");
            work.finish(backup.report().id());
            assertStays(backup, Stage.HELD);
            finish(restore);
            assertEquals(State.COMPLETED, backup.await().state());
        }

        @Test
        void holdsABackupThatArchives() throws Exception {
            assertHolds("Archived");
        }

        private void assertHolds(String source) throws Exception {
            Session backup = running(source);
            Session restore = restore();
            assertEquals(DeviceState.RESTORE, sessions.state());
            work.finish(backup.report().id());
            assertStays(backup, Stage.HELD);
            assertEquals(State.COMPLETED, finish(restore).state());
            assertEquals(State.COMPLETED, backup.await().state());
        }

        @Test
        void holdsAScanToo() throws Exception {
            Session backup = start("Files");
            awaitStage(backup, Stage.SCANNING);
            Session restore = restore();
            work.finish(backup.report().id());
            assertStays(backup, Stage.HELD);
            finish(restore);
            backup.await();
        }

        @Test
        void runsBesideAnotherAndBackupsGoOnAfterTheLast() throws Exception {
            Session backup = running("Files");
            Session first = restore();
            Session second = restore();
            finish(first);
            assertStays(backup, Stage.HELD);
            finish(second);
            awaitStage(backup, Stage.PROCESSING);
        }
    }
}
