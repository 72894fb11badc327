package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.fake.FakeDevice;
import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.recovery.RecoveryPlan.Search;
import org.backupmanager.recovery.ArchiveFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of the commands that restore, and undo that. */
class RestoreCommandsTest {

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
}
