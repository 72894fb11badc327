package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that cannot be says so, and leaves no half file behind. */
class BadTargetOsgiTest {

    @TempDir
    Path top;

    private Road road;
    private SessionReport session;

    @BeforeEach
    void backUp() throws Exception {
        road = new Road(top);
        for (int i = 0; i < 4; i++) {
            TreeFixture.of(road.origin(), file("big-" + i, 3_000_000));
        }
        road.create(CipherSuite.AES_128);
        session = road.backup();
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void aPlaceWithoutRoomIsRefusedBeforeAnyFileIsWritten() throws Exception {
        try (var drive = new Drive(top.resolve("small"), 8)) {
            SessionReport report = road.tryRestore(session, drive.folder().resolve("out"));
            road.assertFailed(Code.TARGET_FULL, report, drive.folder(), "not enough room", "Make room");
            assertEquals(List.of(), files(drive.folder()));
        }
    }

    @Test
    void aPlaceThatNobodyMayWriteToIsRefused() throws Exception {
        try (var drive = new Drive(top.resolve("fixed"), 40)) {
            drive.makeReadOnly();
            Road.assertRefused(Code.TARGET_DENIED, () -> road.tryRestore(session, drive.folder().resolve("out")),
                    drive.folder(), "ead-only", "Check who may write there");
        }
    }

    @Test
    void aPlaceThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(top.resolve("file"), "mine");
        Road.assertRefused(Code.TARGET_DENIED, () -> road.tryRestore(session, file), file, "Check who may write there");
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aSessionThatIsNotThereIsNamed() {
        Road.assertRefused(Code.NO_SESSION, () -> road.device().sessions().startRestore(
                plan(new Moment.Of(new SessionId(77)), List.of())), "77", "control.session.list");
    }

    @Test
    void aPathThatTheSessionDoesNotHoldIsNamed() throws Exception {
        ItemPath path = road.device().source(Road.FILES).parse(top.resolve("nowhere").toString());
        Road.assertRefused(Code.NOTHING_TO_RESTORE, () -> road.device().sessions().startRestore(
                plan(new Moment.At(Instant.now(), RecoveryPlan.Search.CLOSEST_TO_REQUESTED), List.of(path))),
                top.resolve("nowhere"), "control.session.node.list");
    }

    private RecoveryPlan plan(Moment moment, List<ItemPath> selection) {
        return new RecoveryPlan(Road.FILES, moment, selection, List.of(), Optional.of(top.resolve("out")),
                ExistingFiles.OVERWRITE);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
