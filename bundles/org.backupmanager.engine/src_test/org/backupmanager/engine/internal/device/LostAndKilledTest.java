package org.backupmanager.engine.internal.device;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Device;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device makes of what was lost or cut short, when it is opened next. */
class LostAndKilledTest {

    @TempDir
    private Path folder;
    private Computer computer;

    @BeforeEach
    void start() {
        computer = new Computer(folder, new FakeClock());
    }

    @AfterEach
    void end() {
        computer.close();
    }

    @Test
    void aDeletedRegisterIsRebuiltFromTheStorage() throws Exception {
        computer.create("Laptop").close();
        Made.session(computer.depot(), 1);
        delete(computer.home.resolve("register"));
        try (Device device = computer.open()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
    }

    @Test
    void aDamagedRegisterIsKeptAsideAndRebuiltFromTheStorage() throws Exception {
        computer.create("Laptop").close();
        Made.session(computer.depot(), 1);
        Files.writeString(computer.home.resolve("register").resolve("data"), "garbage");
        try (Device device = computer.open()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
        assertEquals("garbage", Files.readString(computer.home.resolve("register.damaged-1").resolve("data")));
    }

    @Test
    void aRegisterThatForgotSessionsIsCompleted() throws Exception {
        computer.create("Laptop").close();
        Made.session(computer.depot(), 1);
        try (Home held = Home.hold(computer.home, "a test")) {
            LastSession.after(computer.depot()).remember(held);
        }
        Files.delete(computer.home.resolve("register").resolve("data"));
        Files.createFile(computer.home.resolve("register").resolve("something else"));
        try (Device device = computer.open()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
    }

    @Test
    void aRebuildThatWasCutShortIsDoneAgain() throws Exception {
        computer.create("Laptop").close();
        Made.session(computer.depot(), 1);
        delete(computer.home.resolve("register"));
        computer.storages.unplug(Computer.NAS);
        assertCode(Code.STORAGE_MISSING, computer::open);
        computer.storages.plug(Computer.NAS, new MemoryTransport());
        assertCode(Code.DEVICE_MISSING, computer::open);
        computer.storages.plug(Computer.NAS, computer.storage);
        try (Device device = computer.open()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
    }

    @Test
    void aSessionThatWasKilledBecomesInterruptedAndItsCabinetsAreKnown() throws Exception {
        computer.create("Laptop").close();
        Depot stored = computer.depot();
        var gone = Made.cabinet(stored, 1);
        stored.register().add(gone);
        computer.storage.delete(stored.names().cabinet(gone.id()));
        var unknown = Made.cabinet(stored, 2);
        stored.register().save(Made.begun(1));
        try (Device device = computer.open()) {
            SessionReport report = device.sessions().reports().getFirst();
            assertEquals(State.INTERRUPTED, report.state());
            assertEquals(Optional.of(computer.clock.instant()), report.end());
        }
        assertEquals(Set.of(unknown.id(), gone.id()),
                Set.copyOf(computer.registers.in(computer.home.resolve("register")).cabinets()));
        assertTrue(Files.readString(computer.home.resolve("damage")).contains(gone.id().hex() + " missing"));
    }

    @Test
    void aSessionThatWaitedWhenTheProcessWasKilledHasNotStarted() throws Exception {
        computer.create("Laptop").close();
        computer.depot().register().save(Made.begun(1));
        computer.depot().register().save(Made.begun(2).with(State.NOT_STARTED));
        computer.depot().register().save(Made.begun(3).ended(State.SKIPPED, Made.START));
        try (Device device = computer.open()) {
            List<SessionReport> reports = device.sessions().reports();
            assertEquals(List.of(State.SKIPPED, State.NOT_STARTED, State.INTERRUPTED),
                    reports.stream().map(SessionReport::state).toList());
            assertEquals(Optional.of(computer.clock.instant()), reports.get(1).end());
            assertEquals(Code.SESSION_NOT_STARTED, device.sessions().troubles(reports.get(1).id(), 1).getFirst()
                    .code());
            assertEquals(Code.SESSION_INTERRUPTED, device.sessions().troubles(reports.get(2).id(), 1).getFirst()
                    .code());
        }
        computer.clock.advance(Duration.ofHours(1));
        try (Device device = computer.open()) {
            assertTrue(device.sessions().reports().get(1).end().orElseThrow().isBefore(computer.clock.instant()),
                    "told once");
        }
    }

    @Test
    void aSessionThatWasKilledAfterItsRootWasStoredIsComplete() throws Exception {
        computer.create("Laptop").close();
        Depot stored = computer.depot();
        stored.register().save(Made.begun(1));
        stored.storage().put(stored.names().session(Made.begun(1).id()),
                Made.root(1, RootLink.FIRST).encode(stored.vault(), Made.CHANCE));
        try (Device device = computer.open()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
            assertEquals(2, device.sessions().troubles(Made.begun(1).id(), 10).size());
        }
    }

    @Test
    void aStorageThatLostTheDeviceIsNotTakenForAnEmptyOne() throws Exception {
        computer.create("Laptop").close();
        Depot stored = computer.depot();
        stored.register().add(Made.cabinet(stored, 1));
        stored.register().save(Made.begun(1));
        computer.storages.plug(Computer.NAS, new MemoryTransport());
        assertCode(Code.DEVICE_MISSING, computer::open);
        assertEquals(1, computer.registers.in(computer.home.resolve("register")).cabinets().size());
    }

    @Test
    void whatHappensIsLoggedInTheHome() throws Exception {
        computer.create("Laptop").close();
        delete(computer.home.resolve("register"));
        try (Device device = computer.open()) {
            device.set("LogLevel", "Error");
            assertTrue(device.explain("LogLevel").contains("Debug"));
        }
        delete(computer.home.resolve("register"));
        computer.open().close();
        List<String> log = Files.readAllLines(computer.home.resolve("logs").resolve("backup-manager.0.log"));
        assertEquals(1, log.size(), log.toString());
        assertTrue(log.getFirst().contains("WARNING The Backup Register in " + computer.home.resolve("register")),
                log.toString());
    }

    private static void delete(Path folder) throws Exception {
        Files.delete(folder.resolve("data"));
        Files.delete(folder);
    }
}
