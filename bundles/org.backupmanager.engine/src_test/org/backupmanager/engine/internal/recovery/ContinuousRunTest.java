package org.backupmanager.engine.internal.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that follows the sessions: what comes, changes and goes, and that nothing of others ever goes. */
class ContinuousRunTest {

    private static final Path PLACE = Path.of("/standby");

    @TempDir
    Path folder;
    private final FakeSource source = new FakeSource();
    private Bench bench;
    private ContinuousState state;

    @BeforeEach
    void makeDevice() throws Exception {
        bench = new Bench(new MemoryTransport(), folder).created();
        state = new ContinuousState(folder.resolve("continuous/1"));
        source.tree().file("/d/kept", bytes("kept")).file("/d/changed", bytes("before")).file("/d/gone", bytes("gone"))
                .file("/d/sub/inner", bytes("inner")).file("/d/sub.x", bytes("beside")).link("/d/link", "kept");
    }

    private static byte[] bytes(String text) {
        return text.getBytes();
    }

    private FakeTree place() {
        return source.restoredTo(PLACE);
    }

    private SessionReport backUp() throws Exception {
        return bench.backup(source, "/d");
    }

    private SessionReport follow(SessionReport session) throws Exception {
        return follow(session, new RunProgress());
    }

    private SessionReport follow(SessionReport session, RunProgress progress) throws Exception {
        SessionReport begun = bench.begin("Fake", Type.RESTORE);
        var troubles = new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock);
        var plan = new RecoveryPlan("Fake", new Moment.Of(session.id()), List.of(ItemPath.parse("/d")), List.of(),
                Optional.of(PLACE), ExistingFiles.OVERWRITE,
                new Choices(List.of(), Optional.of(OutdatedFiles.CHECK_OUTDATED_ONLY), false));
        var task = new RestoreTask(begun, session, plan, source, Files.createDirectories(folder.resolve("scratch")));
        return new ContinuousRun(bench.depot, task, state, progress, troubles).run(bench.clock);
    }

    private void assertFollowed() {
        assertEquals(source.tree().paths(), place().paths());
    }

    @Test
    void whatComesChangesAndGoesInASessionDoesSoInTheFolder() throws Exception {
        SessionReport first = follow(backUp());
        assertEquals(State.COMPLETED, first.state());
        assertFollowed();
        source.tree().remove("/d/gone").remove("/d/sub").file("/d/changed", bytes("after"))
                .file("/d/new", bytes("new"));
        SessionReport session = backUp();
        SessionReport second = follow(session);
        assertEquals(State.COMPLETED, second.state());
        assertFollowed();
        assertArrayEquals(bytes("after"), place().content("/d/changed"));
        assertEquals(8, second.totals().processedSize(), "only the difference is written");
        assertEquals(3, second.totals().removedCount(), "/d/gone, /d/sub and /d/sub/inner");
        assertEquals(session.id(), state.reached().orElseThrow().session());
    }

    @Test
    void whatOthersPutThereOrChangedStaysAndIsTold() throws Exception {
        follow(backUp());
        place().file("/d/foreign", bytes("mine")).file("/d/gone", bytes("changed by me"))
                .file("/d/sub/mine", bytes("mine"));
        source.tree().remove("/d/gone").remove("/d/sub");
        SessionReport report = follow(backUp());
        assertEquals(State.COMPLETED, report.state());
        assertArrayEquals(bytes("mine"), place().content("/d/foreign"));
        assertArrayEquals(bytes("changed by me"), place().content("/d/gone"));
        assertArrayEquals(bytes("mine"), place().content("/d/sub/mine"));
        assertEquals(List.of("/d/sub", "/d/gone"), bench.troubles(report).stream()
                .filter(trouble -> trouble.code() == Code.ITEM_STAYS).map(trouble -> trouble.path().toString())
                .toList());
    }

    @Test
    void aFileThatBecameAFolderAndAFolderThatBecameAFileAreReplaced() throws Exception {
        follow(backUp());
        source.tree().remove("/d/gone").remove("/d/sub").file("/d/gone/x", bytes("x")).file("/d/sub", bytes("file"));
        assertEquals(State.COMPLETED, follow(backUp()).state());
        assertFollowed();
        assertArrayEquals(bytes("file"), place().content("/d/sub"));
    }

    @Test
    void aRunThatWasCutShortIsMadeUpForByTheNext() throws Exception {
        follow(backUp());
        source.tree().remove("/d/gone").file("/d/passing", bytes("is in one session only"));
        SessionReport second = backUp();
        // killed after it wrote down what it was about to put there, and put it there
        Path note = state.put();
        follow(second);
        byte[] both = Files.readAllBytes(note);
        source.tree().remove("/d/passing").file("/d/changed", bytes("third"));
        SessionReport third = backUp();
        var cancelled = new RunProgress();
        cancelled.cancel();
        assertThrows(SessionCancelledException.class, () -> follow(third, cancelled));
        assertArrayEquals(both, Files.readAllBytes(note), "nothing was done yet");
        follow(third);
        assertFollowed();
        assertArrayEquals(bytes("third"), place().content("/d/changed"));
    }

    @Test
    void aDamagedMemoryIsToldAndNothingIsRemoved() throws Exception {
        follow(backUp());
        Files.writeString(state.folder().resolve("session"), "nonsense");
        assertEquals(Code.HOME_FAILED, assertThrows(BackupException.class, () -> state.reached()).code());
        assertFollowed();
    }
}
