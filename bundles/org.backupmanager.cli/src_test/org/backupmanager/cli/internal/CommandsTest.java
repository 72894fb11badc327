package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.cli.internal.process.BackgroundProcess;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.recovery.RecoveryPlan.Search;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of each command. */
class CommandsTest {

    private static final Totals TOTALS = new Totals(1204, 1_900_000_000, 1000, 1_300_000_000, 84_000_000, 2, 3);

    @TempDir
    Path folder;
    private Lab lab;
    private Optional<String> typed = Optional.empty();

    @BeforeEach
    void makeLab() {
        lab = Lab.in(folder);
    }

    private Result run(String... words) {
        var table = new CommandTable(lab::devices, Optional::empty, question -> typed.map(String::toCharArray),
                new FakeClock(FakeDevice.START.plusSeconds(5)));
        var runner = new CommandRunner(table, lab::devices, new BackgroundProcess(List.of("false")),
                "Backup Manager 1.0.0");
        return Lab.keep((out, err) -> runner.run(lab.request(words), out, err));
    }

    @Test
    void reportsAreThoseOfTheDevice() {
        assertEquals("<Statistics>\n</Statistics>\n", run("control.report.get").out());
        assertEquals("<SessionStatistics>\n</SessionStatistics>\n",
                run("control.report.get", "-report", "session").out());
        assertEquals("# EOF\n", run("control.report.get", "-report", "Metrics").out());
    }

    @Test
    void theMailPasswordComesFromTheFirstLineOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "right horse\n");
        assertEquals(0, run("control.mail.password.modify", "-password-file", file.toString()).exitCode());
        assertEquals("right horse", lab.device().reporting().password());
        assertEquals(0, run("control.mail.password.modify", "-clear").exitCode());
        assertEquals("", lab.device().reporting().password());
        assertEquals(2, run("control.mail.password.modify").exitCode());
        assertEquals(2, run("control.mail.password.modify", "-password-file", "not/there").exitCode());
    }

    @Test
    void aTestMailSaysWhatTheServerSays() {
        lab.device().settings().put("MailAddress", "ann@example.org");
        Result refused = run("control.mail.test");
        assertEquals(18, refused.exitCode());
        assertTrue(refused.err().contains("mail.example.org:587: it refuses the user"), refused.err());
        lab.device().reporting().keepMailPassword("right horse");
        assertTrue(run("control.mail.test").out().contains("sent to ann@example.org."));
        lab.device().settings().put("RestoreMailAddress", "bob@example.org");
        assertTrue(run("control.mail.test").out().contains("sent to ann@example.org, bob@example.org."));
    }

    @Test
    void sessionListHasTheColumnsAndWordsThatScriptsRead() {
        lab.device().past(Type.BACKUP, State.COMPLETED_WITH_ERRORS, TOTALS);
        assertEquals("""
                DSRC	TYPE	STATE	FLAGS	START	END	SELS	SELC	PROCS	PROCC	SENTS	ERRC	REMC
                Fake	Backup	CompletedWithErrors	----	2026-11-21 14:05:00	2026-11-21 14:06:00	1900000000	1204	\
                1300000000	1000	84000000	2	3
                """, run("control.session.list", "-machine-readable").out());
    }

    @Test
    void sessionsAreRemovedAndBroughtBack() {
        Result removed = run("control.session.remove", "-session", "3", "-session", "4", "-even-last");
        assertEquals(0, removed.exitCode(), removed.err());
        assertTrue(removed.out().contains("3, 4"), removed.out());
        assertEquals(0, run("control.session.undelete", "-session", "4").exitCode());
        assertEquals(List.of("remove [3, 4] even the last", "undelete [4]"), lab.device().cleanUp().asked);
        assertEquals(2, run("control.session.remove", "-session", "last").exitCode());
        assertEquals(Code.NO_SESSION.exitCode(), run("control.session.remove", "-session", "99").exitCode());
    }

    @Test
    void aPreviewOfCleanUpSaysWhatWouldGoAndWhy() {
        String preview = run("control.cleanup.start", "-preview").out();
        assertEquals(List.of("preview"), lab.device().cleanUp().asked);
        for (String words : List.of("would be done", "purge for good          4", "2 cabinets, 5.0 MB",
                "needed by nobody     1 cabinets, 4.1 kB", "0123456789abcdef")) {
            assertTrue(preview.contains(words), words + " in " + preview);
        }
        assertEquals(0, run("control.cleanup.start", "-wait").exitCode());
        assertEquals(List.of("preview", "run"), lab.device().cleanUp().asked);
    }

    @Test
    void sessionListForPeopleIsAlignedAndShort() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS);
        lab.device().past(Type.RESTORE, State.ABORTED, Totals.NONE);
        assertEquals("""
                DSRC  TYPE     STATE      FLAGS  START                END                    SELS   SELC   PROCS  PROCC  SENTS  ERRC  REMC  ID
                Fake  Restore  Aborted    ----   2026-11-21 15:05:00  2026-11-21 15:06:00     0 B      0     0 B      0    0 B     0     0   2
                Fake  Backup   Completed  ----   2026-11-21 14:05:00  2026-11-21 14:06:00  1.9 GB  1,204  1.3 GB  1,000  84 MB     2     3   1
                """, run("control.session.list").out());
    }

    @Test
    void aListCanLeaveItsHeaderOutAndTakeAnotherDelimiter() {
        lab.device().past(Type.BACKUP, State.COMPLETED, Totals.NONE);
        assertEquals("Fake;Backup;Completed;----;2026-11-21 14:05:00;2026-11-21 14:06:00;0;0;0;0;0;0;0\n",
                run("-no-header", "control.session.list", "-delimiter", ";").out());
    }

    @Test
    void errorListHasDatetimePathAndContent() {
        SessionReport report = lab.device().past(Type.BACKUP, State.COMPLETED_WITH_ERRORS, TOTALS);
        lab.device().trouble(report, new Trouble(FakeDevice.START, ItemPath.parse("/home/a\tb"), Code.ITEM_UNREADABLE,
                Severity.ERROR, "It could not be read."));
        assertEquals("DATETIME\tPATH\tCONTENT\n2026-11-21 14:05:00\t/home/a\\x09b\tIt could not be read.\n",
                run("control.session.error.list", "-datasource", "Fake", "-machine-readable").out());
    }

    @Test
    void nodeListPages() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/", "/a", "/a/1", "/a/2", "/b");
        assertEquals("""
                START	END	SIZE	SENTS	PATH
                2026-11-21 14:05:00	2026-11-21 14:06:00	2048	2048	/a/1
                2026-11-21 14:05:00	2026-11-21 14:06:00	2048	2048	/a/2
                """, run("control.session.node.list", "-datasource", "Fake", "-offset", "1", "-limit", "2",
                "-machine-readable").out());
    }

    @Test
    void nodeListReadableIsForPeopleAlsoInScripts() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a");
        assertTrue(run("control.session.node.list", "-datasource", "Fake", "-machine-readable", "-readable").out()
                .contains("\t2.0 kB\t2.0 kB\t/a\n"));
    }

    @Test
    void nodeListRemovedNamesWhatTheSessionBeforeHadWithAllBelow() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a", "/a/1", "/a/2", "/b", "/b/c", "/b/c/d", "/e");
        lab.device().past(Type.BACKUP, State.FAILED, TOTALS);
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a", "/a/2", "/e");
        assertEquals("PATH\n/a/1\n/b\n/b/c\n/b/c/d\n",
                run("control.session.node.list", "-datasource", "Fake", "-removed", "-machine-readable").out());
    }

    @Test
    void nodeSearchTellsEachVersionAndWhetherThereAreMore() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/a", "/a/1", "/a/2");
        assertEquals("""
                DSRC	KIND	SIZE	MODIFIED	FIRST	LAST	SESSC	PATH
                Fake	Folder	0	2026-11-21 14:05:00	2026-11-21 14:05:00	2026-11-21 14:05:00	1	/a
                Fake	File	2048	2026-11-21 14:05:00	2026-11-21 14:05:00	2026-11-21 14:05:00	1	/a/1
                """, run("control.session.node.search", "-pattern", "/a", "-limit", "2", "-machine-readable").out());
        assertTrue(run("control.session.node.search", "-pattern", "/a", "-limit", "2").out()
                .contains("There are more"));
        assertFalse(run("control.session.node.search", "-pattern", "/a", "-limit", "3").out()
                .contains("There are more"));
        assertTrue(run("control.session.node.search", "-pattern", "nosuch").out().contains("Nothing fits nosuch."));
    }

    @Test
    void copiesAreRemovedWithASelectionOnlyWhereThatIsSaidTwice() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home");
        Result shown = run("control.selection.clear", "-datasource", "Fake", "-remove-copies");
        assertEquals(2, shown.exitCode());
        assertTrue(shown.err().contains("-yes"), shown.err());
        assertFalse(lab.device().selection("Fake").isEmpty(), "nothing is changed by half");
        assertEquals(0, run("control.selection.clear", "-datasource", "Fake", "-remove-copies", "-yes").exitCode());
        assertTrue(lab.device().selection("Fake").isEmpty());
    }

    @Test
    void kindsOfFilesAreChosenListedAndTakenBack() {
        run("control.selection.modify", "-datasource", "Fake", "-include-kind", "documents,Pictures", "-exclude",
                "/usr", "-priority", "High");
        assertEquals("DSRC\tTYPE\tPRIO\tPATH\nFake\tInclusive\tHigh\tKind:Documents\n"
                + "Fake\tInclusive\tHigh\tKind:Pictures\nFake\tExclusive\t-\t/usr\n",
                run("control.selection.list", "-machine-readable").out());
        run("control.selection.modify", "-datasource", "Fake", "-exclude-kind", "All");
        assertTrue(lab.device().selection("Fake").isEmpty());
        Result refused = run("control.selection.modify", "-datasource", "Fake", "-include-kind", "Letters");
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("Letters") && refused.err().contains("Documents"), refused.err());
    }

    @Test
    void selectionListHasItsColumnsAndWords() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home", "-exclude", "/home/tmp",
                "-priority", "High");
        assertEquals("DSRC\tTYPE\tPRIO\tPATH\nFake\tInclusive\tHigh\t/home\nFake\tExclusive\t-\t/home/tmp\n",
                run("control.selection.list", "-machine-readable").out());
    }

    @Test
    void pathsToBeExcludedCanOnlyBeSubpathsOfThoseToBeIncluded() {
        Result result = run("control.selection.modify", "-datasource", "Fake", "-include", "/home", "-exclude", "/etc");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("Paths to be excluded can only be subpaths of those to be included."),
                result.err());
        assertTrue(lab.device().selection("Fake").isEmpty(), "nothing is changed by half");
    }

    @Test
    void excludingAnIncludedPathTakesItBack() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home", "-include", "/etc");
        run("control.selection.modify", "-datasource", "Fake", "-exclude", "/etc");
        assertEquals("DSRC\tTYPE\tPRIO\tPATH\nFake\tInclusive\tNormal\t/home\n",
                run("control.selection.list", "-machine-readable").out());
    }

    @Test
    void relativePathsAreThoseOfTheCallersFolder() throws IOException {
        Files.createDirectory(folder.resolve("docs"));
        run("control.selection.modify", "-datasource", "Fake", "-include", "docs", "-include", "./later");
        assertEquals(List.of(ItemPath.parse(folder + "/docs"), ItemPath.parse(folder + "/later")),
                List.copyOf(lab.device().selection("Fake").includes().keySet()));
    }

    @Test
    void clearingForgetsTheSelection() {
        run("control.selection.modify", "-datasource", "Fake", "-include", "/home");
        run("control.selection.clear");
        assertTrue(lab.device().selection("Fake").isEmpty());
    }

    @Test
    void masksAreNotAddedTwiceNotMissedAndAddedWhereTheyAreInBothLists() {
        run("control.filter.modify", "-add", "*.tmp", "*.bak", "-add", "*.tmp");
        run("control.filter.modify", "-remove", "*.bak", "*.gone", "*.iso", "-add", "*.iso");
        assertEquals("*.tmp\n*.iso\n", run("control.filter.list").out());
    }

    @Test
    void settingsAreListedAndChangedInPairs() {
        assertEquals(0, run("control.setting.modify", "-name", "Language", "-value", "de", "-name", "Device", "-value",
                "-x-").exitCode());
        assertEquals(List.of("NAME VALUE", "Device -x-", "Language de"), run("control.setting.list").out().lines()
                .map(line -> line.replaceAll(" +", " ")).toList());
        String all = run("control.setting.list", "-machine-readable").out();
        assertTrue(all.startsWith("NAME\tVALUE\nDevice\t-x-\nLanguage\tde\nLocalSpeedVaultEnabled\t0\n"), all);
        assertEquals(2, run("control.setting.modify", "-name", "Language", "-name", "Device", "-value",
                "x").exitCode());
        assertEquals(2, run("control.setting.modify", "-name", "Tongue", "-value", "x").exitCode());
    }

    @Test
    void statusIsOneWord() {
        assertEquals("Idle\n", run("control.status.get").out());
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
    void anExportIsWhatItsFileEndsInUnlessTheFormatIsSaid() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS);
        lab.device().whenStarted(session -> session.end(State.COMPLETED, TOTALS, FakeDevice.START.plusMillis(3400)));
        Result unclear = run("control.restore.export", "-datasource", "Fake", "-file", "/tmp/www.tar.gz", "-wait");
        assertEquals(2, unclear.exitCode());
        assertTrue(unclear.err().contains("/tmp/www.tar.gz") && unclear.err().contains("-format tar"), unclear.err());
        assertEquals(List.of(), lab.device().restores().exported());
        run("control.restore.export", "-datasource", "Fake", "-file", "/tmp/www.ZIP", "-wait");
        run("control.restore.export", "-datasource", "Fake", "-file", "/tmp/www.tar", "-wait");
        run("control.restore.export", "-datasource", "Fake", "-file", "/tmp/www.backup", "-format", "Zip", "-wait");
        assertEquals(List.of(ArchiveFormat.ZIP, ArchiveFormat.TAR, ArchiveFormat.ZIP),
                lab.device().restores().exported());
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
    void filesThatAreNewerStayIfOnlyOlderOnesAreToBeReplacedUnlessAWrapperSaysOtherwise() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/home");
        for (String[] more : new String[][] {{}, {"-overwrite-newer"}}) {
            run(Stream.concat(Stream.of("control.restore.start", "-datasource", "Fake", "-wait",
                    "-existing-files-restore-policy", "OverwriteOlder"), Stream.of(more)).toArray(String[]::new));
        }
        assertEquals(List.of(ExistingFiles.OVERWRITE_OLDER, ExistingFiles.OVERWRITE),
                lab.device().restored().stream().map(RecoveryPlan::existing).toList());
        run("control.restore.start", "-datasource", "Fake", "-skip-folders", "-wait");
        assertEquals(2, lab.device().restored().size(), "nothing is guessed");
    }

    @Test
    void anUndoThatNamesNoRestoreTellsTheLastOneAndWaitsForAYes() {
        assertEquals(Code.NOTHING_TO_UNDO.exitCode(), run("control.restore.undo", "-yes", "-wait").exitCode());
        lab.device().restores().add(3, "Fake");
        lab.device().restores().add(5, "Fake");
        Result asked = run("control.restore.undo", "-wait");
        assertEquals(2, asked.exitCode());
        assertTrue(asked.err().contains("session 5 (") && asked.err().contains("-yes"), asked.err());
        assertEquals(List.of(), lab.device().restores().undone());
        Result done = run("control.restore.undo", "-datasource", "Fake", "-yes", "-wait");
        assertTrue(done.out().contains("restore of session 5 is being undone"), done.out());
        run("control.restore.undo", "-session", "3", "-wait");
        assertEquals(List.of(new SessionId(5), new SessionId(3)), lab.device().restores().undone());
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

    @Test
    void aRestoreIsWhatWasAskedFor() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/home");
        run("control.restore.start", "-datasource", "Fake", "-selection", "/home/a", "-selection", "/home/b",
                "-exclude",
                "/home/b/c", "-restore-to", "out", "-existing-files-restore-policy", "skip", "-wait");
        var plan = lab.device().restored().getFirst();
        assertEquals(List.of(ItemPath.parse("/home/a"), ItemPath.parse("/home/b")), plan.selection());
        assertEquals(List.of(ItemPath.parse("/home/b/c")), plan.excludes());
        assertEquals(Optional.of(folder.resolve("out")), plan.place());
        assertEquals(ExistingFiles.SKIP, plan.existing());
        assertEquals(new Moment.Latest(), plan.moment());
    }

    @Test
    void aRestoreTakesMasksAndWhatToDoWithOutdatedFilesAndSuffixes() {
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/home");
        run("control.restore.start", "-datasource", "Fake", "-mask", "*.odt", "/home/a/*", "-add-suffix",
                "-outdated-files-restore-policy", "CheckContentOfOutdatedFilesOnly", "-wait");
        run("control.restore.start", "-datasource", "Fake", "-outdated-files-restore-policy",
                "checkcontentofallfiles", "-wait");
        run("control.restore.start", "-datasource", "Fake", "-no-undo", "-wait");
        assertEquals(List.of(
                new Choices(List.of(Mask.of("*.odt"), Mask.of("/home/a/*")),
                        Optional.of(OutdatedFiles.CHECK_OUTDATED_ONLY), true, true),
                new Choices(List.of(), Optional.of(OutdatedFiles.CHECK_ALL), false, true), Choices.NONE),
                lab.device().restored().stream().map(RecoveryPlan::choices).toList());
    }

    @Test
    void aTimeMeansTheSessionThatStartsInThatSecondElseThePolicyDecides() {
        SessionReport first = lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/home");
        lab.device().past(Type.BACKUP, State.COMPLETED, TOTALS, "/home");
        run("control.restore.start", "-datasource", "Fake", "-time", "2026-11-21 14:05:00", "-wait");
        run("control.restore.start", "-datasource", "Fake", "-time", "2026-11-21 14:05:01", "-session-search-policy",
                "OldestIfRequestedNotFound", "-restore-to", "", "-wait");
        assertEquals(new Moment.Of(first.id()), lab.device().restored().getFirst().moment());
        var second = lab.device().restored().getLast();
        assertEquals(new Moment.At(FakeDevice.START.plusNanos(1_499_999_999), Search.OLDEST_IF_REQUESTED_NOT_FOUND),
                second.moment());
        assertEquals(Optional.empty(), second.place(), "an empty place is the original one");
    }

    @Test
    void thePassphraseComesFromTheFirstLineOfAFileAndIsNeverPrinted() throws IOException {
        lab.devices().forget();
        Path file = secretFile("right horse\nsecond line\n", "rw-------");
        Result result = run("control.device.create", "-name", "laptop", "-storage", "/mnt", "-passphrase-file",
                file.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("right horse", lab.devices().passphrase());
        assertFalse((result.out() + result.err()).contains("horse"));
        assertEquals("", result.err());
    }

    @Test
    void aPassphraseFileThatOthersCanReadGetsAWarning() throws IOException {
        Path file = secretFile("right horse", "rw-r--r--");
        Result result = run("control.device.open", "-name", "laptop", "-storage", "/mnt", "-passphrase-file",
                file.toString());
        assertEquals(0, result.exitCode());
        assertTrue(result.err().contains("others can read"), result.err());
    }

    @Test
    void aWrongPassphraseIsToldWithoutSayingIt() throws IOException {
        Path file = secretFile("wrong donkey", "rw-------");
        Result result = run("control.device.open", "-name", "laptop", "-storage", "/mnt", "-passphrase-file",
                file.toString());
        assertEquals(5, result.exitCode());
        assertFalse((result.out() + result.err()).contains("donkey"));
    }

    @Test
    void aPersonIsAskedForThePassphraseUnlessTheCallIsNotInteractive() {
        typed = Optional.of("right horse");
        assertEquals(0, run("control.device.open", "-name", "laptop", "-storage", "/mnt").exitCode());
        Result silent = run("control.device.open", "-name", "laptop", "-storage", "/mnt", "-non-interactive");
        assertEquals(2, silent.exitCode());
        assertTrue(silent.err().contains("-passphrase-file"), silent.err());
    }

    @Test
    void aMissingOrEmptyPassphraseFileIsToldByName() throws IOException {
        Path empty = secretFile("\nnot this\n", "rw-------");
        assertEquals(2, run("control.device.open", "-name", "x", "-storage", "/mnt", "-passphrase-file",
                empty.toString()).exitCode());
        Result missing = run("control.device.open", "-name", "x", "-storage", "/mnt", "-passphrase-file", "nowhere");
        assertTrue(missing.err().contains(folder.resolve("nowhere").toString()), missing.err());
    }

    private Path secretFile(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void versionIsPrinted() {
        assertEquals("Backup Manager 1.0.0\n", run("-version").out());
    }

    @Test
    void shuttingDownNobodyIsNoError() {
        assertEquals(0, run("control.shutdown").exitCode());
    }
}
