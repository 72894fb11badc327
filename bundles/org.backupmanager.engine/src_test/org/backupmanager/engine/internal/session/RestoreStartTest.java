package org.backupmanager.engine.internal.session;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.Search;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryRegister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which session a restore leads to, and what is refused before it starts. */
@Timeout(60)
class RestoreStartTest {

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
    void aPlanLeadsToTheSessionItMeans() {
        var time = Made.START.plusSeconds(2 * 3600);
        assertEquals(Optional.of(completed(2)), sessions.find(plan(new Moment.Latest())));
        assertEquals(Optional.of(completed(1)), sessions.find(plan(new Moment.Of(new SessionId(1)))));
        assertEquals(Optional.empty(), sessions.find(plan(new Moment.Of(new SessionId(3)))));
        var oldest = Search.OLDEST_IF_REQUESTED_NOT_FOUND;
        var closest = Search.CLOSEST_TO_REQUESTED;
        assertEquals(Optional.of(completed(1)), sessions.find(plan(new Moment.At(time.minusSeconds(60), oldest))));
        assertEquals(Optional.of(completed(2)), sessions.find(plan(new Moment.At(time.minusSeconds(60), closest))));
        assertEquals(Optional.of(completed(1)), sessions.find(plan(new Moment.At(time.minusSeconds(9_999), oldest))));
        assertEquals(Optional.of(completed(2)), sessions.find(plan(new Moment.At(time.plusSeconds(9_999), oldest))));
        assertEquals(Optional.empty(),
                sessions.find(new RecoveryPlan("Shop", new Moment.Latest(), List.of(), List.of(), Optional.empty(),
                ExistingFiles.SKIP)));
    }

    @Test
    void ofTwoSessionsThatAreEquallyCloseToATimeTheNewerCounts() {
        Instant between = completed(1).start().plus(Duration.between(completed(1).start(),
                completed(2).start()).dividedBy(2));
        assertEquals(Optional.of(completed(2)),
                sessions.find(plan(new Moment.At(between, Search.CLOSEST_TO_REQUESTED))));
        assertEquals(Optional.of(completed(1)),
                sessions.find(plan(new Moment.At(between.minusSeconds(1), Search.CLOSEST_TO_REQUESTED))));
    }

    @Test
    void theTimeThatIsShownInWholeSecondsFindsTheSession() {
        var shown = Made.START.plusSeconds(2 * 3600).truncatedTo(ChronoUnit.SECONDS);
        assertEquals(Optional.of(completed(2)),
                sessions.find(plan(new Moment.At(shown, Search.OLDEST_IF_REQUESTED_NOT_FOUND))));
    }

    @Test
    void aRestoreOfNothingIsRefusedBeforeItStarts() {
        assertCode(Code.NO_SESSION, () -> sessions.startRestore(plan(new Moment.Of(new SessionId(9)))));
        BackupException failure =
                assertCode(Code.NOTHING_TO_RESTORE, () -> sessions.startRestore(plan(new Moment.Latest(), "/x", "/y")));
        assertTrue(failure.getMessage().contains("/x, /y"), failure.getMessage());
        var everythingLeftOut =
                new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(ItemPath.parse("/a")),
                Optional.empty(),
                ExistingFiles.SKIP);
        assertCode(Code.NOTHING_TO_RESTORE, () -> sessions.startRestore(everythingLeftOut));
        assertEquals(List.of(), sessions.running());
        assertEquals(3, register.sessions().size());
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsRefusedBeforeTheRestoreStarts() {
        var plan = new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(),
                Optional.of(Path.of("/forbidden")), ExistingFiles.SKIP);
        assertCode(Code.TARGET_DENIED, () -> sessions.startRestore(plan));
        assertEquals(List.of(), sessions.running());
    }

    @Test
    void aPartThatIsThereIsEnoughToRestore() throws Exception {
        Session session = sessions.startRestore(plan(new Moment.Latest(), "/x", "/a/b"));
        assertEquals(Type.RESTORE, finish(session).type());
    }
}
