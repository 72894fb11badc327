package org.backupmanager.engine.internal.device;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.OfMonth;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Script;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.plan.ScriptRun.Phase;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of a whole device: what is kept, what starts, what it leaves behind. */
class PlansTest {

    private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T11:00:00Z"));
    private Computer computer;
    private Device device;

    @BeforeEach
    void start() throws BackupException {
        computer = new Computer(folder, clock);
        device = computer.create("Laptop");
        computer.source.tree().file("/a", "content".getBytes(StandardCharsets.UTF_8));
        device.select("Fake", Selection.of(ItemPath.parse("/a")));
    }

    @AfterEach
    void end() {
        computer.close();
    }

    private void reopen() throws BackupException {
        device.close();
        device = computer.open();
    }

    private static Schedule schedule(int before, int after) {
        return new Schedule("Nightly", true, new Every(1, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT), ALL_DAYS, List.of(),
                before, after, true);
    }

    private int script(String content, boolean stops) throws BackupException {
        return device.plans().scripts().add(new Script("a script", content, Duration.ofSeconds(60), stops));
    }

    /** Lets a schedule with these scripts start a backup; returns its report. */
    private SessionReport scheduled(int before, int after) throws Exception {
        int number = device.plans().schedules().add(schedule(before, after));
        device.plans().schedules().obey();
        int known = device.sessions().reports().size();
        clock.advance(Duration.ofMinutes(1));
        // nobody tells a clock's reader that it was moved, but a change of schedules makes it look
        device.plans().schedules().remove(device.plans().schedules().add(schedule(0, 0)));
        Await.until("a backup has ended", () -> device.sessions().reports().size() > known
                && device.sessions().running().isEmpty());
        device.plans().schedules().remove(number);
        return device.sessions().reports().getFirst();
    }

    private SessionReport backup() throws Exception {
        return device.sessions().startBackup(List.of()).getFirst().await();
    }

    @Test
    void plansAreThereAfterReopening() throws Exception {
        int script = script("echo hello\necho \"two; lines\"\n", true);
        Schedule schedule = new Schedule("Office; = hours", false,
                new Every(15, LocalTime.of(8, 0), LocalTime.of(18, 0)),
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), List.of("Fake"), script, script, false);
        Schedule other = new Schedule("n", true, new At(LocalTime.of(2, 30)), ALL_DAYS, List.of(), 0, 0, true);
        var rule = new ArchivingRule("Monthly", true, LocalTime.NOON, List.of(), EnumSet.of(Month.JANUARY),
                new OfMonth(Set.of(1, 2, 3), true));
        var weekly = new ArchivingRule("Weekly", false, LocalTime.NOON, List.of("Fake"), EnumSet.allOf(Month.class),
                PlanWords.weeks("2,Last", "Friday,Sunday"));
        device.plans().schedules().add(schedule);
        device.plans().schedules().add(other);
        device.plans().archiving().add(rule);
        device.plans().archiving().add(weekly);
        device.plans().retention().set("fake", new RetentionPolicy(1, 2, 3, 4, 5));
        reopen();
        assertEquals(Map.of(1, schedule, 2, other), device.plans().schedules().all());
        assertEquals(Map.of(1, rule, 2, weekly), device.plans().archiving().all());
        assertEquals(Map.of("Fake", new RetentionPolicy(1, 2, 3, 4, 5)), device.plans().retention().policies());
        assertEquals("echo hello\necho \"two; lines\"\n", device.plans().scripts().all().get(script).content());
    }

    @Test
    void aNumberIsNeverUsedAgain() throws Exception {
        int first = device.plans().schedules().add(schedule(0, 0));
        device.plans().schedules().remove(first);
        reopen();
        assertEquals(first + 1, device.plans().schedules().add(schedule(0, 0)));
    }

    @Test
    void whatMakesNoSenseIsRefusedAndLosesNothing() throws Exception {
        int number = device.plans().schedules().add(schedule(0, 0));
        assertCode(Code.BAD_ARGUMENT, () -> device.plans().schedules().change(number, schedule(7, 0)));
        assertCode(Code.BAD_ARGUMENT, () -> device.plans().schedules().change(number + 1, schedule(0, 0)));
        assertCode(Code.BAD_ARGUMENT, () -> script(" \n", true));
        assertCode(Code.SOURCE_UNAVAILABLE, () -> device.plans().retention()
                .set("Nothing", RetentionPolicy.EVERYTHING));
        assertCode(Code.BAD_ARGUMENT, () -> device.plans().archiving()
                .add(new ArchivingRule("never", true, LocalTime.NOON,
                List.of(), EnumSet.of(Month.JUNE), new OfMonth(Set.of(31), false))));
        assertEquals(Map.of(number, schedule(0, 0)), device.plans().schedules().all());
    }

    @Test
    void aFileThatMakesNoSenseIsNamedAndNotReset() throws Exception {
        device.plans().schedules().add(schedule(0, 0));
        device.close();
        Path file = computer.home.resolve("schedules");
        String damaged = Files.readString(file).replace("Days=All", "Days=Someday");
        Files.writeString(file, damaged);
        BackupException failure = assertThrows(BackupException.class, () -> computer.devices.open(computer.home));
        assertTrue(failure.getMessage().contains("schedules") && failure.getMessage().contains("Someday"),
                failure.getMessage());
        assertEquals(damaged, Files.readString(file));
    }

    @Test
    void aScheduleStartsABackupWithItsScriptsAroundIt() throws Exception {
        Path log = folder.resolve("log");
        String content = "echo $BACKUP_MANAGER_PHASE $BACKUP_MANAGER_DEVICE $BACKUP_MANAGER_SCHEDULE "
                + "$BACKUP_MANAGER_DATASOURCES $BACKUP_MANAGER_SESSIONS $BACKUP_MANAGER_STATES >> '" + log
                        + "'; echo said";
        SessionReport report = scheduled(script(content, true), script(content, false));
        assertEquals(State.COMPLETED, report.state());
        assertEquals(List.of("Before Laptop Nightly Fake 1", "After Laptop Nightly Fake 1 Completed"),
                Files.readAllLines(log));
        List<ScriptRun> runs = device.plans().scripts().runs(report.id());
        assertEquals(List.of(Phase.BEFORE, Phase.AFTER), runs.stream().map(ScriptRun::phase).toList());
        assertEquals(List.of("said", "said"), runs.stream().map(ScriptRun::output).toList());
        assertTrue(runs.stream().allMatch(ScriptRun::succeeded));
    }

    @Test
    void aScriptThatFailsStopsTheBackupWhereItIsSetSoAndTheScriptAfterRunsAllTheSame() throws Exception {
        Path log = folder.resolve("log");
        SessionReport report = scheduled(script("echo no disk; exit 4", true),
                script("echo $BACKUP_MANAGER_STATES > '" + log + "'", false));
        assertEquals(State.FAILED, report.state());
        assertEquals("Failed", Files.readString(log).strip());
        Trouble trouble = device.sessions().troubles(report.id(), 10).getFirst();
        assertEquals(Code.SCRIPT_FAILED, trouble.code());
        assertTrue(trouble.detail().contains("a script") && trouble.detail().contains("exit code 4")
                && trouble.detail().contains("no disk"), trouble.detail());
    }

    @Test
    void aScriptThatMayFailIsToldAndTheBackupGoesOn() throws Exception {
        SessionReport report = scheduled(script("exit 4", false), script("exit 5", true));
        assertEquals(State.COMPLETED, report.state());
        assertEquals(List.of(Code.SCRIPT_FAILED, Code.SCRIPT_FAILED),
                device.sessions().troubles(report.id(), 10).stream().map(Trouble::code).toList());
        assertEquals(0, report.totals().errorCount());
    }

    @Test
    void aBackupThatIsAbortedDuringItsScriptEndsWithIt() throws Exception {
        Path sign = folder.resolve("sign");
        int before = script("touch '" + sign + "'; sleep 1000", true);
        Thread abort = Thread.ofVirtual().start(() -> {
            Await.until("the script runs", () -> Files.exists(sign));
            device.sessions().abortAll();
        });
        assertEquals(State.ABORTED, scheduled(before, 0).state());
        abort.join();
    }

    @Test
    void aBackupThatIsBegunAgainAfterTheEndOfTheProgramGetsItsScriptsAgain() throws Exception {
        Path log = folder.resolve("log");
        Path sign = folder.resolve("sign");
        int before = script("echo $BACKUP_MANAGER_PHASE $BACKUP_MANAGER_SESSIONS >> '" + log + "'; touch '" + sign
                + "'; test -e '" + folder.resolve("go") + "' || sleep 1000", true);
        int after = script("echo $BACKUP_MANAGER_PHASE $BACKUP_MANAGER_SESSIONS >> '" + log + "'", false);
        device.plans().schedules().add(schedule(before, after));
        device.plans().schedules().obey();
        clock.advance(Duration.ofMinutes(1));
        device.plans().schedules().remove(device.plans().schedules().add(schedule(0, 0)));
        Await.until("the script runs", () -> Files.exists(sign));
        device.close();
        Files.writeString(folder.resolve("go"), "");

        device = computer.open();
        assertEquals(State.COMPLETED, device.sessions().restartUndone().getFirst().await().state());
        assertEquals(State.COMPLETED, backup().state(), "one that a person starts has no scripts");
        assertEquals(List.of("Before 1", "After 1", "Before 2", "After 2"), Files.readAllLines(log));
    }

    @Test
    void aBackupThatAScheduleCouldNotStartStandsAmongTheSessionsWithItsCause() throws Exception {
        device.plans().schedules().add(new Schedule("Nightly", true,
                new Every(1, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT), ALL_DAYS, List.of("Fake"), 0, 0, true));
        computer.source.unavailable("it is asleep");
        device.plans().schedules().obey();
        clock.advance(Duration.ofMinutes(1));
        device.plans().schedules().remove(device.plans().schedules().add(schedule(0, 0)));
        Await.until("it is listed", () -> !device.sessions().reports().isEmpty());
        SessionReport report = device.sessions().reports().getFirst();
        assertEquals(State.FAILED, report.state());
        assertTrue(device.sessions().troubles(report.id(), 1).getFirst().detail().contains("it is asleep"));
    }

    @Test
    void aScriptThatAScheduleRunsIsNotRemoved() throws Exception {
        int script = script("true", true);
        int number = device.plans().schedules().add(schedule(0, script));
        assertCode(Code.BAD_ARGUMENT, () -> device.plans().scripts().remove(script));
        device.plans().schedules().remove(number);
        device.plans().scripts().remove(script);
        assertFalse(Files.exists(computer.home.resolve("script-" + script)));
    }
}
