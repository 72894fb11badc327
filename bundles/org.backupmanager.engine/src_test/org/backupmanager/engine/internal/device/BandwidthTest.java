package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Session;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits of speed of a whole device. */
@Timeout(60)
class BandwidthTest {

    private static final String NAS = "memory:nas";
    private static final char[] PASSPHRASE = "correct horse".toCharArray();
    /** As slow as can be set, at any time. */
    private static final BandwidthLimits SLOW = new BandwidthLimits(true, LocalTime.NOON, LocalTime.NOON, 128, 128,
            Set.of(), List.of());

    @TempDir
    private Path folder;
    private final MemoryTransport storage = new MemoryTransport();
    private final PluggedStorages storages = new PluggedStorages().plug(NAS, storage);
    private final FakeSource source = new FakeSource();
    private EngineDevices devices;
    private Device device;

    @BeforeEach
    void start() throws BackupException {
        var surroundings = new Surroundings(InstantSource.system(), Made.CHANCE,
                new PlatformHome(Map.of(), "Linux", folder), "Linux", "", "a test", "tester", System.getenv());
        devices = new EngineDevices(new MemoryRegisters(), surroundings).with(List.of(storages), List.of(source));
        device = devices.create(folder.resolve("home"), new NewDevice("Laptop", NAS, CipherSuite.AES_128, PASSPHRASE));
        byte[] content = new byte[2_000_000];
        new Random(1).nextBytes(content);
        source.tree().file("/a", content);
        device.select("Fake", Selection.of(ItemPath.parse("/a")));
    }

    @AfterEach
    void end() {
        devices.close();
    }

    private static BandwidthLimits stopping(String... sources) {
        return new BandwidthLimits(true, LocalTime.NOON, LocalTime.NOON, -1, -1, Set.of(), List.of(sources));
    }

    @Test
    void limitsAreThereAfterReopening() throws Exception {
        var limits = new BandwidthLimits(true, LocalTime.of(22, 30), LocalTime.of(6, 0), 1024, -1,
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), List.of("Fake"));
        device.plans().bandwidth().set(limits);
        device.close();
        device = devices.open(folder.resolve("home")).orElseThrow();
        assertEquals(limits, device.plans().bandwidth().limits());
        assertEquals(Code.SOURCE_UNAVAILABLE, assertThrows(BackupException.class,
                () -> device.plans().bandwidth().set(stopping("Nothing"))).code());
        assertEquals(limits, device.plans().bandwidth().limits());
    }

    @Test
    void aBackupThatWaitsForTheLimitIsCancelledAtOnce() throws Exception {
        device.plans().bandwidth().set(SLOW);
        Session session = device.sessions().startBackup(List.of()).getFirst();
        // two megabytes would take two minutes
        Await.until("it is sending", () -> session.progress().itemsDone() == session.progress().itemsExpected()
                && session.progress().itemsDone() > 0 || session.report().totals().processedSize() > 0);
        Instant cancelled = Instant.now();
        session.cancel();
        assertEquals(State.ABORTED, session.await().state());
        assertTrue(Duration.between(cancelled, Instant.now()).toMillis() < 2000, "the machine may be busy");
    }

    @Test
    void aRestoreThatWaitsForTheLimitIsCancelledAtOnce() throws Exception {
        device.sessions().startBackup(List.of()).getFirst().await();
        device.plans().bandwidth().set(SLOW);
        Session session = device.sessions().startRestore(new RecoveryPlan("Fake",
                new Moment.Latest(), List.of(), List.of(),
                Optional.of(folder.resolve("out")),
                ExistingFiles.OVERWRITE));
        Instant cancelled = Instant.now();
        session.cancel();
        assertEquals(State.ABORTED, session.await().state());
        assertTrue(Duration.between(cancelled, Instant.now()).toMillis() < 2000, "the machine may be busy");
    }

    @Test
    void switchingLimitsOffLetsWhatWaitsGoOnAtOnce() throws Exception {
        device.plans().bandwidth().set(SLOW);
        Session session = device.sessions().startBackup(List.of()).getFirst();
        device.plans().bandwidth().set(BandwidthLimits.NONE);
        assertEquals(State.COMPLETED, session.await().state());
        assertFalse(device.plans().bandwidth().holds());
    }

    @Test
    void aBackupOfAListedSourceIsAbortedAsTheWindowOpens() throws Exception {
        device.plans().bandwidth().set(SLOW);
        Session session = device.sessions().startBackup(List.of()).getFirst();
        device.plans().bandwidth().set(stopping("fake"));
        assertEquals(State.ABORTED, session.await().state());
        assertEquals(List.of(Code.LIMITED_NOW),
                device.sessions().troubles(session.report().id(), 10).stream().map(trouble -> trouble.code()).toList());
    }

    @Test
    void aBackupOfAListedSourceIsRefusedInsideTheWindow() throws Exception {
        device.plans().bandwidth().set(stopping("Fake"));
        BackupException refused = assertThrows(BackupException.class,
                () -> device.sessions().startBackup(List.of("Fake")));
        assertEquals(Code.LIMITED_NOW, refused.code());
        assertEquals(List.of(), device.sessions().reports());
        assertThrows(BackupException.class, () -> device.sessions().startBackup(List.of()));
        assertEquals(State.NOT_STARTED, device.sessions().reports().getFirst().state(), "what was to run is listed");
        device.plans().bandwidth().set(BandwidthLimits.NONE);
        assertEquals(State.COMPLETED, device.sessions().startBackup(List.of("Fake")).getFirst().await().state());
    }
}
