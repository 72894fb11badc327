package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of the commands that start and stop sessions. */
class RunCommandsTest {

    private static final Totals TOTALS = new Totals(1204, 1_900_000_000, 1000, 1_300_000_000, 84_000_000, 2, 3);

    @TempDir
    Path folder;
    private Lab lab;

    @BeforeEach
    void makeLab() {
        lab = Lab.in(folder);
    }

    private Result run(String... words) {
        return new CommandBench(lab, Optional.empty()).run(words);
    }

    @Test
    void aWaitedBackupEndsWithASummary() {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().whenStarted(session -> session.end(State.COMPLETED, TOTALS, FakeDevice.START.plusMillis(3400)));
        assertEquals("""
                Backup of Memory started as session 1.
                Backup of Memory completed in 3.4 s (session 1).
                  selected   1,204 items, 1.9 GB
                  new        1,000 items, 1.3 GB
                  sent       84 MB
                  removed    3 items of the session before are gone
                  errors     2
                """, run("control.backup.start", "-wait").out());
        assertTrue(lab.device().isClosed());
    }

    @Test
    void aVerificationIsWhatWasAskedForAndDamageIsAnExitCodeOfItsOwn() {
        lab.device().whenStarted(session -> session.end(State.COMPLETED_WITH_ERRORS, TOTALS,
                FakeDevice.START.plusMillis(3400)));
        var run = run("control.verify.start", "-percent", "10", "-older-than-days", "30", "-max-rate", "50", "-wait");
        assertEquals("""
                Verification of the storage started as session 1.
                Verification of the storage found damage in 3.4 s (session 1). \
                See with "control.repair.start" what can be healed.
                  to check   1,204 cabinets, 1.9 GB
                  checked    1,000 cabinets, 1.3 GB
                  read       84 MB
                  removed    3 items of the session before are gone
                  errors     2
                """, run.out());
        assertEquals(7, run.exitCode());
        assertEquals(new VerifyPlan(10, 30, 50, false), lab.device().verifyPlans().getFirst());
        assertEquals(2, run("control.verify.start", "-percent", "0", "-wait").exitCode());
        assertEquals(0, run("control.session.error.list", "-datasource", "All").exitCode());
    }

    @Test
    void aRepairIsAPlanUnlessItIsToBeApplied() {
        lab.device().whenStarted(session -> session.end(State.COMPLETED, TOTALS, FakeDevice.START.plusMillis(3400)));
        assertTrue(run("control.repair.start", "-wait").out().startsWith(
                "A plan to repair the storage is made as session 1; nothing is changed."));
        assertTrue(run("control.repair.start", "-apply", "-copy", "/mnt/copy", "-wait").out().startsWith(
                "Repair of the storage started as session 2.\nRepair of the storage completed in 3.4 s (session 2)."));
        assertEquals(List.of(new RepairPlan(false, Optional.empty()), new RepairPlan(true, Optional.of("/mnt/copy"))),
                lab.device().repairPlans());
        assertTrue(run("control.session.list", "-machine-readable").out()
                .matches("(?s).*\nAll\tRepair\tCompleted\t.*\nAll\tRepairPlan\tCompleted\t.*"), "they look different");
    }

    @Test
    void aWaitedSessionForScriptsIsARowOfTheSessionList() {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        assertEquals("""
                DSRC	TYPE	STATE	FLAGS	START	END	SELS	SELC	PROCS	PROCC	SENTS	ERRC	REMC
                Fake	Backup	Completed	----	2026-11-21 14:05:00	2026-11-21 14:05:03	0	0	0	0	0	0	0
                """, run("control.backup.start", "-wait", "-machine-readable").out());
    }

    @Test
    void theExitCodeSaysHowASessionEnded() {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        assertEquals(0, exitCodeOf(State.COMPLETED));
        assertEquals(1, exitCodeOf(State.COMPLETED_WITH_ERRORS));
        assertEquals(12, exitCodeOf(State.ABORTED));
        assertEquals(14, exitCodeOf(State.FAILED));
        assertEquals(15, exitCodeOf(State.INTERRUPTED));
        assertEquals(16, exitCodeOf(State.SKIPPED));
    }

    private int exitCodeOf(State state) {
        lab.device().whenStarted(session -> session.end(state, TOTALS, FakeDevice.START));
        return run("control.backup.start", "-wait").exitCode();
    }

    @Test
    void aFailedSessionExitsWithTheCodeOfItsCause() {
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().whenStarted(session -> {
            lab.device().trouble(session.report(), new Trouble(FakeDevice.START, ItemPath.ROOT, Code.STORAGE_FULL,
                    Severity.ERROR, "The storage is full."));
            session.end(State.FAILED, TOTALS, FakeDevice.START);
        });
        Result result = run("control.backup.start", "-wait");
        assertEquals(Code.STORAGE_FULL.exitCode(), result.exitCode());
        assertTrue(result.out().contains("    The storage is full.\n"), result.out());
    }

    @Test
    void bundlesOfBadNewsHaveTheirExitCodes() {
        assertEquals(9, run("control.backup.start", "-wait").exitCode());
        assertEquals(10, run("control.restore.start", "-datasource", "Fake", "-wait").exitCode());
        assertEquals(9, run("control.session.error.list", "-datasource", "Floppy").exitCode());
        lab.devices().forget();
        Result result = run("control.session.list");
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("control.device.create"), result.err());
        assertEquals("", result.out());
    }

    @Test
    void aBackgroundProcessThatCannotStartIsAnError() {
        assertTrue(run("control.backup.start").exitCode() > 0);
    }

    @Test
    void stoppingBackupsLeavesRestoresAlone() throws Exception {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/home");
        lab.device().whenStarted(session -> { });
        lab.device().select("Fake", Selection.of(ItemPath.parse("/home")));
        lab.device().startRestore(new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(), Optional.empty(),
                ExistingFiles.SKIP));
        lab.device().startBackup(List.of());
        assertEquals("Sessions that were asked to end: 1.\n", run("control.backup.stop").out());
        assertEquals(List.of(Type.RESTORE), lab.device().running().stream().map(s -> s.report().type()).toList());
    }
}
