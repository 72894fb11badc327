package org.backupmanager.ui.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.Session;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Selection SOME = Selection.of(ItemPath.parse("/home"));

    private final Amounts amounts = new Amounts(Locale.ENGLISH, ZoneOffset.UTC);

    @Test
    void nothingSelectedAsksToChoose() {
        Health health = judge(Selection.NONE);
        assertEquals(Health.Remedy.CHOOSE, health.remedy());
        assertEquals(Mark.IDLE, health.mark());
    }

    @Test
    void aSelectionWithoutABackupAsksToRunOne() {
        assertEquals(Health.Remedy.RUN, judge(SOME).remedy());
    }

    @Test
    void aFreshGoodBackupProtects() {
        Health health = judge(SOME, session(2, State.COMPLETED, 0, Duration.ofMinutes(12)));
        assertEquals(Mark.OK, health.mark());
        assertTrue(health.detail().contains("12 minutes ago"), health.detail());
    }

    @Test
    void errorsAreCountedAndLeadToTheReport() {
        SessionReport last = session(2, State.COMPLETED_WITH_ERRORS, 1204, Duration.ofHours(1));
        Health health = judge(SOME, last);
        assertEquals(Health.Remedy.LOOK, health.remedy());
        assertEquals(Optional.of(last), health.about());
        assertTrue(health.sentence().startsWith("1,204 "), health.sentence());
    }

    @Test
    void aFailedBackupSaysWhatCanStillBeRestored() {
        Health health = judge(SOME, session(3, State.FAILED, 0, Duration.ofHours(1)),
                session(2, State.COMPLETED, 0, Duration.ofHours(5)));
        assertEquals(Mark.ERROR, health.mark());
        assertTrue(health.detail().contains("5 hours ago"), health.detail());
    }

    @Test
    void aStorageWithoutRoomIsNoBackupThatSomebodyStopped() {
        Health full = judge(SOME, session(3, State.OVER_QUOTA, 0, Duration.ofHours(1)));
        assertEquals("The last backup found no room in the storage (1 hour ago).", full.sentence());
        assertEquals(Mark.ERROR, full.mark());
        assertEquals(Health.Remedy.LOOK, full.remedy());
        assertEquals("The last backup did not run (1 hour ago).",
                judge(SOME, session(3, State.NOT_STARTED, 0, Duration.ofHours(1))).sentence());
    }

    @Test
    void damageInTheStorageIsToldUntilAllOfItIsHealed() {
        SessionReport backup = session(2, State.COMPLETED, 0, Duration.ofMinutes(12));
        SessionReport damage = upkeep(3, Type.VERIFY, State.COMPLETED_WITH_ERRORS, new Totals(9, 9, 9, 9, 9, 4, 0));
        SessionReport plan = upkeep(4, Type.REPAIR_PLAN, State.COMPLETED, new Totals(2, 9, 0, 0, 0, 0, 0));
        SessionReport repair = upkeep(5, Type.REPAIR, State.COMPLETED, new Totals(2, 9, 2, 9, 9, 0, 0));
        Health health = judge(SOME, plan, damage, backup);
        assertEquals(Health.Remedy.STORAGE, health.remedy());
        assertEquals(Mark.ERROR, health.mark());
        assertEquals(Mark.OK, judge(SOME, repair, plan, damage, backup).mark());
        assertEquals(Mark.OK, judge(SOME, upkeep(6, Type.VERIFY, State.COMPLETED, Totals.NONE), damage, backup).mark());
    }

    private static SessionReport upkeep(long id, Type type, State state, Totals totals) {
        Instant start = NOW.minus(Duration.ofMinutes(10 - id));
        return new SessionReport(new SessionId(id), SessionReport.ALL, type, state, false, start, Optional.of(start),
                totals);
    }

    @Test
    void aCheckThatRunsIsNoBackup() {
        assertEquals("The storage is being checked.",
                Health.of(facts(SOME), List.of(running(Type.VERIFY)), NOW, amounts).sentence());
    }

    @Test
    void anOldBackupIsLate() {
        Health health = judge(SOME, session(2, State.COMPLETED, 0, Duration.ofDays(3)));
        assertEquals(Health.Remedy.RUN, health.remedy());
        assertEquals(Mark.WARNING, health.mark());
    }

    @Test
    void aRestoreIsNamedBeforeTheBackupsItHolds() {
        Health health = Health.of(facts(SOME), List.of(running(Type.BACKUP), running(Type.BACKUP),
                running(Type.RESTORE)), NOW, amounts);
        assertTrue(health.sentence().startsWith("A restore of"), health.sentence());
        assertTrue(health.detail().startsWith("Backups are on hold"), health.detail());
    }

    @Test
    void severalBackupsAreCounted() {
        Health health = Health.of(facts(SOME), List.of(running(Type.BACKUP), running(Type.BACKUP)), NOW, amounts);
        assertTrue(health.sentence().startsWith("2 backups"), health.sentence());
    }

    private static Activity running(Type type) {
        SessionReport report = new SessionReport(new SessionId(9), "FileSystem", type, State.IN_PROCESS, false, NOW,
                Optional.empty(), Totals.NONE);
        Class<?>[] types = { Session.class };
        var session = (Session) Proxy.newProxyInstance(HealthTest.class.getClassLoader(), types,
                (proxy, method, arguments) -> report);
        return new Activity(session, report, new Session.Snapshot(Session.Stage.PROCESSING, 0, 0, 0, 0, 0, ""), 0);
    }

    private static Standing.Facts facts(Selection selection, SessionReport... reports) {
        return new Standing.Facts(List.of(new Standing.SourceFacts(files(), Availability.HERE, selection)),
                Arrays.asList(reports));
    }

    private Health judge(Selection selection, SessionReport... reports) {
        return Health.of(facts(selection, reports), List.of(), NOW, amounts);
    }

    private static SessionReport session(long id, State state, long errors, Duration ago) {
        Instant start = NOW.minus(ago);
        return new SessionReport(new SessionId(id), "FileSystem", Type.BACKUP, state, false, start,
                Optional.of(start.plusSeconds(5)), new Totals(10, 100, 1, 10, 5, errors, 0));
    }

    /** A source of which only the id is asked. */
    private static DataSource files() {
        Class<?>[] types = { DataSource.class };
        return (DataSource) Proxy.newProxyInstance(HealthTest.class.getClassLoader(), types,
                (proxy, method, arguments) -> "FileSystem");
    }
}
