package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.session.Restores;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore over the originals, undone; also by the process after the one that restored. */
class UndoOsgiTest {

    @TempDir
    Path top;

    private Road road;
    private SessionReport session;
    private SortedMap<String, String> before;

    @BeforeEach
    void backUpAndGoOn() throws Exception {
        road = new Road(top);
        TreeFixture.of(road.origin(), file("changed", 3_000_000), file("gone", 10), file("same", 7),
                dir("folder", file("inner", 500)), dir("gone folder", file("x", 5)));
        Files.createLink(road.origin().resolve("second name"), road.origin().resolve("changed"));
        road.create(CipherSuite.AES_128);
        session = road.backup();
        Files.write(road.origin().resolve("changed"), TreeFixture.bytes(5, 100));
        Files.delete(road.origin().resolve("gone"));
        TreeFixture.remove(road.origin().resolve("gone folder"));
        TreeFixture.of(road.origin(), file("mine", 8));
        before = TreeDigest.of(road.origin());
    }

    @AfterEach
    void end() {
        road.close();
    }

    private SessionReport restore(Optional<OutdatedFiles> outdated) throws Exception {
        var plan = new RecoveryPlan(Road.FILES, new Moment.Of(session.id()),
                List.of(road.device().source(Road.FILES).parse(road.origin().toString())), List.of(),
                Optional.empty(), ExistingFiles.OVERWRITE, new Choices(List.of(), outdated, false, true));
        SessionReport report = road.device().sessions().startRestore(plan).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        assertEquals(3_000_000, Files.size(road.origin().resolve("changed")));
        assertTrue(Files.exists(road.origin().resolve("gone folder/x")));
        return report;
    }

    private void undo(SessionReport restore) throws Exception {
        SessionReport report = road.device().restores().undo(restore.id()).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        assertEquals(before, TreeDigest.of(road.origin()));
        assertEquals(List.of(), road.device().restores().undoable());
        Road.assertRefused(Code.NOTHING_TO_UNDO, () -> road.device().restores().undo(restore.id()), restore.id());
    }

    @Test
    void aRestoreInPlaceIsUndoneByTheNextProcess() throws Exception {
        SessionReport restore = restore(Optional.empty());
        road.close();
        road.open();
        Restores.Undoable undoable = road.device().restores().undoable().getFirst();
        assertEquals(restore.id(), undoable.session());
        assertTrue(undoable.complete() && undoable.bytes() > 0, undoable::toString);
        undo(restore);
    }

    @Test
    void aRestoreThatLeftOutWhatWasRightIsUndoneAlike() throws Exception {
        undo(restore(Optional.of(OutdatedFiles.CHECK_ALL)));
    }

    @Test
    void whatIsGivenUpCannotBeUndone() throws Exception {
        SessionReport restore = restore(Optional.empty());
        road.device().restores().forgetUndo(restore.id());
        Road.assertRefused(Code.NOTHING_TO_UNDO, () -> road.device().restores().undo(restore.id()));
    }
}
