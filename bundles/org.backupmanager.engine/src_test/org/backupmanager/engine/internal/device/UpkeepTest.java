package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Session;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device whose cabinets are protected 20 + 2, as a person sees it: damaged, verified, repaired, restored. */
class UpkeepTest {

    private static final String NAS = "memory:nas";
    private static final String COPY = "memory:copy";
    private static final ObjectName CABINETS = new ObjectName("laptop/cabinets");

    @TempDir
    Path folder;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();
    private final FakeClock clock = new FakeClock();
    private final Random chance = new Random(5);
    private EngineDevices devices;
    private Device device;

    @BeforeEach
    void storeTwentyCabinets() throws Exception {
        var copy = new MemoryTransport();
        var storages = new PluggedStorages().plug(NAS, storage).plug(COPY, copy);
        var surroundings = new Surroundings(clock, Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder), "Linux",
                "", "a test", "tester", Map.of());
        devices = new EngineDevices(new MemoryRegisters(), surroundings).with(List.of(storages), List.of(source));
        device = devices.create(folder.resolve("home"),
                new NewDevice("Laptop", NAS, CipherSuite.AES_128, "secret".toCharArray()));
        device.select("Fake", Selection.of(ItemPath.parse("/a")));
        device.idleWork().begin();
        for (int i = 0; storage.list(new ObjectName("laptop/parity")).isEmpty(); i++) {
            byte[] content = new byte[20_000];
            chance.nextBytes(content);
            source.tree().file("/a/" + i, content);
            clock.advance(Duration.ofMinutes(1));
            assertEquals(State.COMPLETED, device.sessions().startBackup(List.of("Fake")).getFirst().await().state());
            Await.until("parity is made", () -> !device.idleWork().isRunning());
            assertTrue(i < 30, "a group of twenty is there by now");
        }
        for (var object : storage.list(new ObjectName("laptop"))) {
            copy.put(object.name(), bytes(object.name()));
        }
    }

    @AfterEach
    void close() {
        devices.close();
    }

    @Test
    void twoLostCabinetsHealFromParityAndTheReportNamesThem() throws Exception {
        List<ObjectName> cabinets = grouped();
        storage.delete(cabinets.get(3));
        storage.delete(cabinets.get(11));
        SessionReport verified = verify();
        assertEquals(State.COMPLETED_WITH_ERRORS, verified.state());
        assertEquals(List.of(Code.HEALABLE, Code.HEALABLE), codes(repair(false, Optional.empty())));
        SessionReport repaired = repair(true, Optional.empty());
        assertEquals(List.of(Code.HEALED, Code.HEALED), codes(repaired));
        String told = device.sessions().troubles(repaired.id(), 10).toString();
        assertTrue(told.contains(cabinets.get(3).value()) && told.contains(cabinets.get(11).value()), told);
        assertEverythingRestores();
    }

    @Test
    void oneByteInAHundredHealsFromACopyWhereTwoMoreAreLost() throws Exception {
        source.tree().remove("/a");
        List<ObjectName> cabinets = grouped();
        storage.delete(cabinets.get(0));
        storage.delete(cabinets.get(1));
        for (int i = 2; i < 8; i++) {
            spoil(cabinets.get(i));
        }
        verify();
        assertTrue(codes(repair(false, Optional.empty())).contains(Code.NOT_HEALABLE));
        SessionReport repaired = repair(true, Optional.of(COPY));
        assertEquals(State.COMPLETED, repaired.state());
        assertEquals(8, codes(repaired).stream().filter(Code.HEALED::equals).count());
        assertEverythingRestores();
    }

    @Test
    void oneByteInAHundredHealsFromTheFilesWhereThereIsNoCopy() throws Exception {
        for (ObjectName cabinet : grouped()) {
            spoil(cabinet);
        }
        verify();
        SessionReport repaired = repair(true, Optional.empty());
        assertEquals(State.COMPLETED, repaired.state(), () -> codes(repaired).toString());
        assertEverythingRestores();
    }

    @Test
    void aPersonSeesWhatWasCheckedAndWhatIsDamagedAndWhatThatCosts() throws Exception {
        StorageHealth before = device.health();
        assertEquals(0, before.verified().sound().cabinets());
        assertEquals(Optional.empty(), before.verified().last());
        assertEquals(20, before.parity().covered());
        assertEquals(Parity.State.COMPLETE, before.parity().state());
        verify();
        StorageHealth sound = device.health();
        assertEquals(sound.stored(), sound.verified().sound());
        assertEquals(List.of(), sound.damage());

        ObjectName lost = grouped().get(3);
        source.tree().remove("/a");
        storage.delete(lost);
        SessionReport verified = verify();
        StorageHealth damaged = device.health();
        assertEquals(Optional.of(verified), damaged.verified().last());
        assertEquals(sound.stored().cabinets() - 1, damaged.verified().sound().cabinets());
        assertEquals(List.of(lost.value()), damaged.damage().stream().map(Damage::object).toList());
        Damage damage = damaged.damage().getFirst();
        assertTrue(damage.missing());
        assertTrue(!damage.losses().isEmpty() && damage.losses().stream().allMatch(loss ->
                loss.source().equals("Fake") && !loss.sessions().isEmpty()), damage::toString);

        assertEquals(Type.REPAIR_PLAN, repair(false, Optional.empty()).type());
        assertEquals(damaged.damage(), device.health().damage(), "a plan changes nothing");
        assertEquals(Type.REPAIR, repair(true, Optional.empty()).type());
        assertEquals(List.of(), device.health().damage());
    }

    @Test
    void whatARepairReplacedIsInQuarantineAndNoDamage() throws Exception {
        spoil(grouped().get(3));
        verify();
        assertEquals(1, device.health().damage().size());
        repair(true, Optional.empty());
        StorageHealth healed = device.health();
        assertEquals(List.of(), healed.damage());
        assertEquals(1, healed.quarantine().size());
        assertEquals(1, healed.quarantine().getFirst().cabinets().cabinets());
        assertTrue(healed.quarantine().getFirst().daysLeft() > 0);
    }

    private void assertEverythingRestores() throws Exception {
        assertEquals(State.COMPLETED, verify().state());
        for (SessionReport session : device.sessions().reports()) {
            if (session.type() == Type.BACKUP) {
                var plan = new RecoveryPlan("Fake", new Moment.Of(session.id()), List.of(), List.of(),
                        Optional.of(Path.of("out")), ExistingFiles.OVERWRITE);
                assertEquals(State.COMPLETED, device.sessions().startRestore(plan).await().state());
            }
        }
    }

    private SessionReport verify() throws Exception {
        return device.sessions().startVerify(VerifyPlan.EVERYTHING).await();
    }

    private SessionReport repair(boolean apply, Optional<String> copy) throws Exception {
        Session session = device.sessions().startRepair(new RepairPlan(apply, copy));
        return session.await();
    }

    private List<Code> codes(SessionReport report) {
        try {
            return device.sessions().troubles(report.id(), 100).stream().map(Trouble::code).toList();
        } catch (BackupException e) {
            throw new AssertionError(e);
        }
    }

    /** The cabinets; a few of the last ones may be in no group yet. */
    private List<ObjectName> grouped() throws Exception {
        return storage.list(CABINETS).stream().map(object -> object.name()).toList();
    }

    /** Flips one byte in a hundred at random. */
    private void spoil(ObjectName name) throws Exception {
        byte[] bytes = bytes(name);
        for (int i = 0; i < bytes.length / 100; i++) {
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 + chance.nextInt(255));
        }
        storage.delete(name);
        storage.put(name, bytes);
    }

    private byte[] bytes(ObjectName name) throws Exception {
        ByteBuffer content = storage.get(name, 0, (int) storage.size(name));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

}
