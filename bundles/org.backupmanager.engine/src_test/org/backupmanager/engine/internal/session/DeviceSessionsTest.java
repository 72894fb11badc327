package org.backupmanager.engine.internal.session;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeviceSessionsTest {

    private final MemoryRegister register = new MemoryRegister();
    private final ScriptedWork work = new ScriptedWork(register);
    private final FakeClock clock = new FakeClock();
    private DeviceSessions sessions;

    @BeforeEach
    void open() throws BackupException {
        register.commit(completed(1), new byte[] {1});
        register.commit(completed(2), new byte[] {1});
        register.save(Made.begun(3).ended(State.FAILED, Made.START));
        sessions = new DeviceSessions(register, work, work, clock);
    }

    private static SessionReport completed(long number) {
        return Made.begun(number).ended(State.COMPLETED, Made.START.plusSeconds(number * 3600 + 60));
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private Session backup(String source) throws BackupException {
        return sessions.startBackup(List.of(source)).getFirst();
    }

    private Session restore() throws BackupException {
        Session session = sessions.startRestore(plan(new Moment.Latest()));
        work.awaitWorking(session.report().id());
        return session;
    }

    private static RecoveryPlan plan(Moment moment, String... selection) {
        return new RecoveryPlan("Fake", moment, List.of(selection).stream().map(ItemPath::parse).toList(), List.of(),
                Optional.empty(),
                ExistingFiles.OVERWRITE);
    }

    private SessionReport finish(Session session) throws InterruptedException {
        work.finish(session.report().id());
        return session.await();
    }

    @Test
    void aBackupRunsAndIsListedAsItStands() throws Exception {
        Session session = backup("Files");
        work.awaitWorking(session.report().id());
        assertEquals(DeviceState.SCANNING, sessions.state());
        work.scanned(session.report().id());
        Await.until("it is processed", () -> sessions.state() == DeviceState.BACKUP);
        assertEquals(List.of(session), sessions.running());
        SessionReport running = sessions.reports().getFirst();
        assertEquals(State.IN_PROCESS, running.state());
        assertEquals(1, running.totals().selectedCount());
        assertEquals(State.IN_PROCESS, register.sessions().getFirst().state());

        SessionReport last = finish(session);
        assertEquals(State.COMPLETED, last.state());
        assertEquals(Stage.ENDED, session.progress().stage());
        assertEquals(List.of(), sessions.running());
        assertEquals(last, sessions.reports().getFirst());
        assertEquals(DeviceState.IDLE, sessions.state());
        assertTrue(work.isTidied(last.id()));
        assertEquals(List.of(4L, 3L, 2L, 1L), sessions.reports().stream().map(report -> report.id().number()).toList());
    }

    @Test
    void closingWaitsUntilEverybodyHasHeardOfTheEnd() throws Exception {
        var hears = new CountDownLatch(1);
        var maySayMore = new CountDownLatch(1);
        var heard = new AtomicBoolean();
        sessions.addListener(new SessionListener() {
            @Override
            public void started(Session session) {
                // only the end matters here
            }

            @Override
            public void ended(SessionReport report) {
                hears.countDown();
                assertDoesNotThrow(() -> maySayMore.await());
                heard.set(true);
            }
        });
        Session session = backup("Files");
        work.awaitWorking(session.report().id());
        work.finish(session.report().id());
        hears.await();
        Thread closing = Thread.ofPlatform().start(sessions::close);
        Await.until("it is being closed or waits", () -> closing.getState() != Thread.State.RUNNABLE);
        assertTrue(closing.isAlive(), "closed while a listener still writes");
        maySayMore.countDown();
        closing.join();
        assertTrue(heard.get());
    }

    @Test
    void aSourceThatCannotBeUsedStartsNothing() {
        assertCode(Code.SOURCE_UNAVAILABLE, () -> sessions.startBackup(List.of("Files", "None")));
        assertEquals(List.of(), sessions.running());
    }

    @Test
    void whatWaitsCanBeCancelledAtOnce() throws Exception {
        List<Session> both = sessions.startBackup(List.of("Files", "Shop"));
        both.get(1).cancel();
        assertEquals(State.ABORTED, both.get(1).await().state());
        assertEquals(State.COMPLETED, finish(both.get(0)).state());
        assertFalse(work.isWorking(both.get(1).report().id()));
    }

    @Test
    void aBackupThatIsHeldCanBeCancelled() throws Exception {
        Session backup = backup("Files");
        work.awaitWorking(backup.report().id());
        Session restore = restore();
        backup.cancel();
        assertEquals(State.ABORTED, backup.await().state());
        assertEquals(State.COMPLETED, finish(restore).state());
    }

    @Test
    void aDeviceThatIsBeingClosedIsSuspended() throws Exception {
        work.scanned(backup("Files").report().id());
        Await.until("it is processed", () -> sessions.state() == DeviceState.BACKUP);
        var state = new AtomicReference<DeviceState>();
        work.whenOneHasEnded(() -> state.set(sessions.state()));
        sessions.close();
        assertEquals(DeviceState.SUSPENDED, state.get());
    }

    @Test
    void lookingAfterTheStorageLeavesTheDeviceIdle() throws Exception {
        Session verification = sessions.startVerify(VerifyPlan.EVERYTHING);
        work.awaitWorking(verification.report().id());
        assertEquals(DeviceState.IDLE, sessions.state());
        finish(verification);
    }

    @Test
    void abortingEndsEverything() throws Exception {
        List<Session> all = sessions.startBackup(List.of("Files", "Shop"));
        Session restore = restore();
        sessions.abortAll();
        assertEquals(State.ABORTED, all.get(0).await().state());
        assertEquals(State.ABORTED, all.get(1).await().state());
        assertEquals(State.ABORTED, restore.await().state());
        assertEquals(State.ABORTED, register.sessions().getFirst().state());
        assertEquals(DeviceState.IDLE, sessions.state());
    }

    @Test
    void closingInterruptsWhatRunsAndAdmitsNothingMore() throws Exception {
        Session session = backup("Files");
        work.awaitWorking(session.report().id());
        sessions.close();
        assertEquals(State.INTERRUPTED, session.await().state());
        assertEquals(State.INTERRUPTED, register.sessions().getFirst().state());
        assertEquals(Code.SESSION_INTERRUPTED, sessions.troubles(session.report().id(), 10).getFirst().code());
        assertCode(Code.DEVICE_BUSY, () -> backup("Files"));
    }

    @Test
    void whatWaitsWhenTheDeviceIsClosedHasNotStarted() throws Exception {
        List<Session> both = sessions.startBackup(List.of("Files", "Shop"));
        work.awaitWorking(both.get(0).report().id());
        assertEquals(State.NOT_STARTED, register.sessions().getFirst().state(),
                "as it stands if the process is killed");
        sessions.close();
        assertEquals(State.INTERRUPTED, both.get(0).await().state());
        SessionReport waited = both.get(1).await();
        assertEquals(State.NOT_STARTED, waited.state());
        assertTrue(waited.end().isPresent());
        assertEquals(waited, register.sessions().getFirst());
        assertEquals(Code.SESSION_NOT_STARTED, sessions.troubles(waited.id(), 10).getFirst().code());
        assertFalse(work.isWorking(waited.id()));
    }

    private void saved(String source, State state) throws BackupException {
        SessionReport begun = Made.begun(register.nextSession().number());
        register.save(new SessionReport(begun.id(), source, begun.type(), begun.state(), false, begun.start(),
                begun.end(), begun.totals()).ended(state, clock.instant()));
    }

    private void reopen() throws BackupException {
        sessions.close();
        sessions = new DeviceSessions(register, work, work, clock);
    }

    private List<State> states(String source) {
        return sessions.reports().stream().filter(report -> report.source().equals(source)).map(SessionReport::state)
                .toList();
    }

    @Test
    void whatAKilledProcessLeftUndoneIsBegunAgainOnce() throws Exception {
        saved("Files", State.INTERRUPTED);
        saved("Shop", State.NOT_STARTED);
        saved("Shop", State.NOT_STARTED);
        saved("Shop", State.SKIPPED);
        saved("Mail", State.INTERRUPTED);
        saved("Mail", State.FAILED);
        reopen();
        List<Session> again = sessions.restartUndone();
        assertEquals(List.of("Shop", "Files"), again.stream().map(session -> session.report().source()).toList());
        assertEquals(List.of(State.IN_PROCESS, State.RESTARTED), states("Files"));
        assertEquals(List.of(State.IN_PROCESS, State.SKIPPED, State.RESTARTED, State.RESTARTED), states("Shop"));
        assertEquals(List.of(State.FAILED, State.INTERRUPTED), states("Mail"), "later ones have ended otherwise");
        SessionReport old = sessions.reports().stream().filter(report -> report.state() == State.RESTARTED).findFirst()
                .orElseThrow();
        var trouble = sessions.troubles(old.id(), 10).getLast();
        assertEquals(Code.SESSION_RESTARTED, trouble.code());
        assertTrue(trouble.detail().contains("session " + again.getFirst().report().id()), trouble.detail());
        again.forEach(session -> work.finish(session.report().id()));
        again.getLast().await();
        again.getFirst().await();
        assertEquals(List.of(), sessions.restartUndone());
    }

    @Test
    void aRestoreThatWasInterruptedIsNotBegunAgainByItself() throws Exception {
        SessionReport begun = Made.begun(register.nextSession().number());
        register.save(new SessionReport(begun.id(), "Files", Type.RESTORE, begun.state(), false, begun.start(),
                begun.end(), begun.totals()).ended(State.INTERRUPTED, clock.instant()));
        reopen();
        assertEquals(List.of(), sessions.restartUndone());
    }

    @Test
    void whatCannotBeUsedNowOrEndedTheProcessTimeAndAgainIsLeftAsItIs() throws Exception {
        saved("None", State.INTERRUPTED);
        for (int i = 0; i < 3; i++) {
            saved("Files", State.RESTARTED);
        }
        saved("Files", State.INTERRUPTED);
        reopen();
        assertEquals(List.of(), sessions.restartUndone());
        assertEquals(List.of(State.INTERRUPTED), states("None"));
        assertEquals(State.INTERRUPTED, states("Files").getFirst());
    }

    @Test
    void aSelectionThatIsClearedBeforeItsTurnEndsTheSessionAsNoSelection() throws Exception {
        Session session = backup("Files");
        work.fail(session.report().id(), new BackupException(Code.NO_SELECTION, "Files"));
        assertEquals(State.NO_SELECTION, session.await().state());
    }

    @Test
    void aQuotaThatIsUsedUpEndsTheSessionAsOverQuota() throws Exception {
        Session session = backup("Files");
        work.fail(session.report().id(), new BackupException(Code.STORAGE_QUOTA, "nas", "quota exceeded"));
        assertEquals(State.OVER_QUOTA, session.await().state());
        assertEquals(Code.STORAGE_QUOTA, sessions.troubles(session.report().id(), 10).getFirst().code());
    }

    @Test
    void aSessionSaysAtOnceThatSomethingWentWrong() throws Exception {
        Session session = backup("Faulty");
        work.awaitWorking(session.report().id());
        Await.until("an error is counted", () -> session.report().totals().errorCount() == 1);
        assertEquals(State.IN_PROGRESS_WITH_FAULTS, session.report().state());
        assertEquals(State.IN_PROGRESS_WITH_FAULTS, sessions.reports().getFirst().state());
    }

    @Test
    void aFailureIsFoundAmongTheTroublesOfItsSession() throws Exception {
        Session session = backup("Files");
        work.fail(session.report().id(), new BackupException(Code.STORAGE_FULL, "nas", "no room"));
        SessionReport last = session.await();
        assertEquals(State.FAILED, last.state());
        assertEquals(1, last.totals().errorCount());
        assertEquals(Optional.of(clock.instant()), last.end());
        assertEquals(last, register.sessions().getFirst());
        var trouble = sessions.troubles(last.id(), 10).getFirst();
        assertEquals(Code.STORAGE_FULL, trouble.code());
        assertEquals(ItemPath.ROOT, trouble.path());
        assertEquals(Code.STORAGE_FULL.text("nas", "no room"), trouble.detail());
    }

    @Test
    void whatFailsAfterTheCommitDoesNotUndoIt() throws Exception {
        Session session = backup("FailsAfterCommit");
        work.fail(session.report().id(),
                new BackupException(Code.SOURCE_UNAVAILABLE, "it", "its log cannot be truncated"));
        assertEquals(State.COMPLETED, session.await().state());
        assertEquals(State.COMPLETED, register.sessions().getFirst().state());
        assertEquals(Code.SOURCE_UNAVAILABLE, sessions.troubles(session.report().id(), 10).getFirst().code());
    }

    @Test
    void aBugEndsItsSessionOnly() throws Exception {
        Session session = backup("Files");
        work.fail(session.report().id(), new IllegalStateException("oops"));
        assertEquals(State.FAILED, session.await().state());
        assertEquals(Code.INTERNAL, sessions.troubles(session.report().id(), 10).getFirst().code());
        assertEquals(State.COMPLETED, finish(backup("Files")).state());
    }

    @Test
    void listenersHearOfStartAndEndEvenBesideOneThatFails() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        SessionListener failing = listener(_ -> {
            throw new IllegalStateException("a listener's bug");
        });
        SessionListener hearing = listener(heard::add);
        sessions.addListener(failing);
        sessions.addListener(hearing);
        finish(backup("Files"));
        sessions.removeListener(hearing);
        finish(backup("Files"));
        assertEquals(List.of("started 4 InProcess", "ended 4 Completed"), heard);
    }

    @Test
    void listenersHearOfASkippedSessionAsOfAnyOther() throws Exception {
        Session running = backup("Snapshot");
        work.awaitWorking(running.report().id());
        List<String> heard = new CopyOnWriteArrayList<>();
        sessions.addListener(listener(heard::add));
        backup("Snapshot").await();
        assertEquals(List.of("started 5 InProcess", "ended 5 Skipped"), heard);
        assertEquals(State.SKIPPED, sessions.reports().getFirst().state());
    }

    private static SessionListener listener(Consumer<String> news) {
        return new SessionListener() {
            @Override
            public void started(Session session) {
                news.accept("started " + session.report().id() + " " + session.report().state().word());
            }

            @Override
            public void ended(SessionReport report) {
                news.accept("ended " + report.id() + " " + report.state().word());
            }
        };
    }

    @Test
    void aSessionThatHasEndedIsNoLongerRunningForItsListeners() throws Exception {
        List<Integer> running = new CopyOnWriteArrayList<>();
        sessions.addListener(listener(news -> running.add(sessions.running().size())));
        finish(backup("Files"));
        assertEquals(List.of(1, 0), running);
    }

    @Test
    void waitingForASessionCanBeInterruptedAndTheSessionGoesOn() throws Exception {
        Session session = backup("Files");
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                session.await();
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.interrupt();
        waiting.join();
        assertEquals(State.COMPLETED, finish(session).state());
        Await.until("nothing runs", () -> sessions.running().isEmpty());
    }
}
