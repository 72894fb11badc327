package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of sessions where one computer backs up and others only restore. */
class HomeNumbersTest {

    private static final String NAS = "memory:nas";
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    private Path folder;
    private final FakeSource source = new FakeSource();
    private final FakeClock clock = new FakeClock();
    private EngineDevices devices;
    private Device writer;
    private Device reader;

    @BeforeEach
    void backUpAndJoin() throws Exception {
        var surroundings = new Surroundings(clock, Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder), "Linux",
                "", "a test", "tester", Map.of());
        devices = new EngineDevices(new MemoryRegisters(), surroundings)
                .with(List.of(new PluggedStorages().plug(NAS, new MemoryTransport())), List.of(source));
        source.tree().file("/a/b", "content".getBytes());
        writer = devices.create(folder.resolve("writer"),
                new NewDevice("Laptop", NAS, CipherSuite.AES_128, PASSPHRASE));
        writer.select("Fake", Selection.of(ItemPath.parse("/a")));
        assertEquals(1, backUp(writer).id().number());
        reader = join("reader");
    }

    @AfterEach
    void close() {
        devices.close();
    }

    private Device join(String home) throws BackupException {
        return devices.join(folder.resolve(home), "Laptop", NAS, PASSPHRASE, Progress.NONE);
    }

    private SessionReport backUp(Device device) throws Exception {
        clock.advance(Duration.ofMinutes(1));
        SessionReport report = device.sessions().startBackup(List.of("Fake")).getFirst().await();
        assertEquals(State.COMPLETED, report.state());
        return report;
    }

    private SessionReport restore(Device device) throws Exception {
        clock.advance(Duration.ofMinutes(1));
        var plan = new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(), Optional.of(Path.of("out")),
                ExistingFiles.OVERWRITE);
        SessionReport report = device.sessions().startRestore(plan).await();
        assertEquals(State.COMPLETED, report.state());
        return report;
    }

    private static List<SessionReport> of(Device device, Type type) {
        return device.sessions().reports().stream().filter(one -> one.type() == type).toList();
    }

    @Test
    void aRestoreHearsOfOtherHomesFirstAndTakesNoNumberOfTheirs() throws Exception {
        backUp(writer);
        assertEquals(3, restore(reader).id().number());
        assertEquals(2, of(reader, Type.BACKUP).getFirst().id().number(), "the newest session is there");
    }

    @Test
    void restoresOfTwoHomesAndBackupsAreAllListedUnderNumbersOfTheirOwn() throws Exception {
        Device other = join("other");
        SessionReport first = restore(reader);
        SessionReport second = restore(other);
        assertEquals(first.id(), second.id(), "neither home knows of restores of the other");
        assertEquals(first.id(), backUp(writer).id(), "and nobody else does");
        for (Device device : List.of(reader, other)) {
            restore(device);
            List<Long> numbers = device.sessions().reports().stream().map(one -> one.id().number()).toList();
            assertEquals(4, numbers.stream().distinct().count(), numbers::toString);
            assertEquals(List.of(2L, 1L), of(device, Type.BACKUP).stream().map(one -> one.id().number()).toList());
            assertEquals(2, of(device, Type.RESTORE).size());
        }
        reader.select("Fake", Selection.of(ItemPath.parse("/a")));
        SessionReport own = backUp(reader);
        assertTrue(of(reader, Type.RESTORE).stream().allMatch(one -> one.id().number() < own.id().number()));
        assertEquals(own.id(), of(writerAgain(), Type.BACKUP).getFirst().id());
    }

    /** The writer, after it has heard of what others stored. */
    private Device writerAgain() throws Exception {
        restore(writer);
        return writer;
    }

    @Test
    void aRestoreIsNotHiddenByARemovedSessionOfTheSameNumber() throws Exception {
        SessionReport restored = restore(reader);
        SessionReport removed = backUp(writer);
        assertEquals(restored.id(), removed.id());
        backUp(writer);
        writer.cleanUp().remove(List.of(removed.id()), false);
        assertEquals(1, reader.cleanUp().removed().size());
        assertEquals(List.of(restored.start()), of(reader, Type.RESTORE).stream().map(SessionReport::start).toList());
        assertNotEquals(restored.id(), of(reader, Type.RESTORE).getFirst().id());
        reader.cleanUp().undelete(List.of(removed.id()));
        assertEquals(List.of(3L, 2L, 1L), of(reader, Type.BACKUP).stream().map(one -> one.id().number()).toList());
    }
}
