package org.backupmanager.engine.internal.device;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryRegister;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineDevicesTest {

    private static final String NAS = "memory:nas";
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    private Path folder;
    private Path home;
    private final MemoryTransport storage = new MemoryTransport();
    private final PluggedStorages storages = new PluggedStorages().plug(NAS, storage);
    private final MemoryRegisters registers = new MemoryRegisters();
    private final FakeClock clock = new FakeClock();
    private EngineDevices devices;

    @BeforeEach
    void start() {
        home = folder.resolve("state").resolve("home");
        devices = devices();
    }

    @AfterEach
    void end() {
        devices.close();
    }

    private EngineDevices devices() {
        var surroundings = new Surroundings(clock, Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder), "Linux",
                "", "a test", "tester", Map.of());
        return new EngineDevices(registers, surroundings).with(List.of(storages), List.of(new FakeSource()));
    }

    private Device create(String name) throws BackupException {
        return devices.create(home, new NewDevice(name, NAS, CipherSuite.AES_256, PASSPHRASE));
    }

    private Device reopen() throws BackupException {
        return devices.open(home).orElseThrow();
    }

    /** The stored side of the closed device, as another process would see it. */
    private Depot depot() throws Exception {
        Vault vault = Vault.fromLocal(Files.readAllBytes(home.resolve("keys")));
        return new Depot(vault, storage, registers.in(home.resolve("register")), new ObjectNames("laptop"));
    }

    @Test
    void aNewDeviceIsThereAfterReopening() throws Exception {
        try (Device device = create("Laptop")) {
            device.select("Fake", Selection.of(ItemPath.parse("/a")));
            assertEquals("Laptop", device.name());
            assertEquals(NAS, device.storage());
        }
        try (Device device = reopen()) {
            assertEquals("Laptop", device.name());
            assertEquals(CipherSuite.AES_256, device.cipher());
            assertEquals(home, device.home());
            assertEquals(Selection.of(ItemPath.parse("/a")), device.selection("Fake"));
            assertEquals(List.of(), device.sessions().reports());
        }
    }

    @Test
    void nobodyElseCanReadWhatIsInTheHome() throws Exception {
        create("Laptop").close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
        for (String file : List.of("keys", "config.ini", "lock")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))),
                    file);
        }
    }

    @Test
    void aHomeWithoutADeviceIsNotTouched() throws Exception {
        assertEquals(Optional.empty(), devices.open(home));
        assertFalse(Files.exists(home));
    }

    @Test
    void aNameIsTakenInAnyCase() throws Exception {
        create("Laptop").close();
        home = folder.resolve("other");
        BackupException failure = assertCode(Code.DEVICE_EXISTS, () -> create("LAPTOP"));
        assertTrue(failure.getMessage().contains("LAPTOP") && failure.getMessage().contains("memory"),
                failure.getMessage());
        assertFalse(Home.hasDevice(home));
    }

    @Test
    void aHomeHoldsOneDevice() throws Exception {
        create("Laptop").close();
        BackupException failure = assertCode(Code.DEVICE_EXISTS, () -> create("Desktop"));
        assertTrue(failure.getMessage().contains("Laptop"), failure.getMessage());
        assertEquals(List.of("laptop"), storage.roots());
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"", ".hidden", "a b", "a/b", "Größe", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aNameThatDoesNotFitIsRefused(String name) {
        assertCode(Code.BAD_ARGUMENT, () -> create(name));
        assertFalse(Files.exists(home));
    }

    @Test
    void anEmptyPassphraseIsRefused() {
        assertCode(Code.BAD_ARGUMENT, () ->
                devices.create(home, new NewDevice("a", NAS, CipherSuite.AES_128, new char[0])));
    }

    @Test
    void anUnknownKindOfStorageAndAMissingStorageAreTold() {
        assertCode(Code.STORAGE_UNKNOWN, () ->
                devices.create(home, new NewDevice("a", "ftp://x", CipherSuite.AES_128, PASSPHRASE)));
        assertCode(Code.STORAGE_MISSING, () ->
                devices.create(home, new NewDevice("a", "memory:x", CipherSuite.AES_128, PASSPHRASE)));
    }

    @Test
    void whereTheHomeCannotBeMadeTheNameStaysFree() throws Exception {
        Files.writeString(folder.resolve("state"), "a file where a folder should be");
        BackupException failure = assertCode(Code.HOME_FAILED, () -> create("Laptop"));
        assertTrue(failure.getMessage().contains(home.toString()), failure.getMessage());
        assertEquals(List.of(), storage.roots());
    }

    @Test
    void whereTheHomeFailsHalfWayTheNameIsGivenBack() throws Exception {
        Files.createDirectories(home.resolve("keys").resolve("in the way"));
        assertCode(Code.HOME_FAILED, () -> create("Laptop"));
        assertEquals(List.of(), storage.roots());
        Files.delete(home.resolve("keys").resolve("in the way"));
        Files.delete(home.resolve("keys"));
        create("Laptop").close();
    }

    @Test
    void theSameProcessCannotOpenADeviceTwice() throws Exception {
        Device device = create("Laptop");
        assertCode(Code.DEVICE_IN_USE, this::reopen);
        device.close();
        device.close();
        reopen().close();
    }

    @Test
    void anotherProcessIsNamedWithWhatItDoes() throws Exception {
        create("Laptop").close();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process holder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                HomeHolder.class.getName(),
                home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("held " + home, out.readLine());
            BackupException failure = assertCode(Code.DEVICE_IN_USE, this::reopen);
            assertTrue(failure.getMessage().contains("\"Laptop\" is in use by another process (process " + holder.pid()
                    + ", clienttool control.backup.start)"), failure.getMessage());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        reopen().close();
    }

    @Test
    void damagedKeysAreToldAndKept() throws Exception {
        create("Laptop").close();
        Files.write(home.resolve("keys"), new byte[] {1, 2, 3});
        BackupException failure = assertCode(Code.HOME_FAILED, this::reopen);
        assertTrue(failure.getMessage().contains("\"keys\""), failure.getMessage());
        assertEquals(3, Files.size(home.resolve("keys")));
        Files.delete(home.resolve("keys"));
        assertCode(Code.HOME_FAILED, this::reopen);
    }

    @Test
    void aConfigOfAnotherDeviceIsNoticed() throws Exception {
        create("Laptop").close();
        Files.writeString(home.resolve("config.ini"), "[General]\nDevice=Desktop\nStorage=" + NAS + "\n");
        BackupException failure = assertCode(Code.HOME_FAILED, this::reopen);
        assertTrue(failure.getMessage().contains("Desktop"), failure.getMessage());
    }

    @Test
    void aStorageThatIsNotPluggedInIsToldAndTheHomeCanBeOpenedLater() throws Exception {
        create("Laptop").close();
        storages.unplug(NAS);
        assertCode(Code.STORAGE_MISSING, this::reopen);
        storages.plug(NAS, storage);
        reopen().close();
    }

    @Test
    void everySessionComesBackOnAnotherMachine() throws Exception {
        create("Laptop").close();
        Depot stored = depot();
        var cabinet = Made.cabinet(stored, 1);
        var inPart = Made.cabinet(stored, 2);
        stored.storage().put(stored.names().registerPart(1), new RegisterPart(1, List.of(inPart))
                .encode(stored.vault(), Made.CHANCE));
        Made.session(stored, 1);
        Made.session(stored, 4);
        home = folder.resolve("elsewhere");
        try (Device device = devices.join(home, "lapTOP", NAS, PASSPHRASE, Progress.NONE)) {
            assertEquals("Laptop", device.name());
            assertEquals(List.of(Made.completed(4), Made.completed(1)), device.sessions().reports());
            assertEquals(root(1).troubles(), device.sessions().troubles(Made.completed(1).id(), 10));
        }
        MemoryRegister register = registers.in(home.resolve("register"));
        assertEquals(List.of(inPart, cabinet), Stream.of(0, 1).map(register::cabinet).toList());
        assertFalse(Files.exists(home.resolve("rebuilding")));
    }

    private static SessionRoot root(long number) {
        return Made.root(number, RootLink.FIRST);
    }

    @Test
    void aWrongPassphraseIsToldAndLeavesNoDevice() throws Exception {
        create("Laptop").close();
        home = folder.resolve("elsewhere");
        BackupException failure = assertCode(Code.WRONG_PASSPHRASE,
                () -> devices.join(home, "Laptop", NAS, "wrong".toCharArray(), Progress.NONE));
        assertTrue(failure.getMessage().contains("Laptop"), failure.getMessage());
        assertFalse(Home.hasDevice(home));
        assertCode(Code.DEVICE_MISSING, () -> devices.join(home, "Desktop", NAS, PASSPHRASE, Progress.NONE));
    }

    @Test
    void joiningTheSameDeviceAgainMovesItToANewAddress() throws Exception {
        create("Laptop").close();
        storages.plug("memory:moved", storage);
        devices.join(home, "Laptop", "memory:moved", PASSPHRASE, Progress.NONE).close();
        try (Device device = reopen()) {
            assertEquals("memory:moved", device.storage());
        }
    }

    @Test
    void aDeletedRegisterIsRebuiltFromTheStorage() throws Exception {
        create("Laptop").close();
        Made.session(depot(), 1);
        delete(home.resolve("register"));
        try (Device device = reopen()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
    }

    @Test
    void aDamagedRegisterIsKeptAsideAndRebuiltFromTheStorage() throws Exception {
        create("Laptop").close();
        Made.session(depot(), 1);
        Files.writeString(home.resolve("register").resolve("data"), "garbage");
        try (Device device = reopen()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
        assertEquals("garbage", Files.readString(home.resolve("register.damaged-1").resolve("data")));
    }

    @Test
    void aRegisterThatForgotSessionsIsCompleted() throws Exception {
        create("Laptop").close();
        Made.session(depot(), 1);
        try (Home held = Home.hold(home, "a test")) {
            LastSession.after(depot()).remember(held);
        }
        Files.delete(home.resolve("register").resolve("data"));
        Files.createFile(home.resolve("register").resolve("something else"));
        try (Device device = reopen()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
    }

    @Test
    void whatHappensIsLoggedInTheHome() throws Exception {
        create("Laptop").close();
        delete(home.resolve("register"));
        try (Device device = reopen()) {
            device.set("LogLevel", "Error");
            assertTrue(device.explain("LogLevel").contains("Debug"));
        }
        delete(home.resolve("register"));
        reopen().close();
        List<String> log = Files.readAllLines(home.resolve("logs").resolve("backup-manager.0.log"));
        assertEquals(1, log.size(), log.toString());
        assertTrue(log.getFirst().contains("WARNING The Backup Register in " + home.resolve("register")),
                log.toString());
    }

    @Test
    void aRebuildThatWasCutShortIsDoneAgain() throws Exception {
        create("Laptop").close();
        Made.session(depot(), 1);
        delete(home.resolve("register"));
        storages.unplug(NAS);
        assertCode(Code.STORAGE_MISSING, this::reopen);
        storages.plug(NAS, new MemoryTransport());
        assertCode(Code.DEVICE_MISSING, this::reopen);
        storages.plug(NAS, storage);
        try (Device device = reopen()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
        }
    }

    @Test
    void aSessionThatWasKilledBecomesInterruptedAndItsCabinetsAreKnown() throws Exception {
        create("Laptop").close();
        Depot stored = depot();
        var gone = Made.cabinet(stored, 1);
        stored.register().add(gone);
        storage.delete(stored.names().cabinet(gone.id()));
        var unknown = Made.cabinet(stored, 2);
        stored.register().save(Made.begun(1));
        try (Device device = reopen()) {
            SessionReport report = device.sessions().reports().getFirst();
            assertEquals(State.INTERRUPTED, report.state());
            assertEquals(Optional.of(clock.instant()), report.end());
        }
        assertEquals(Set.of(unknown.id(), gone.id()), Set.copyOf(registers.in(home.resolve("register")).cabinets()));
        assertTrue(Files.readString(home.resolve("damage")).contains(gone.id().hex() + " missing"));
    }

    @Test
    void aSessionThatWaitedWhenTheProcessWasKilledHasNotStarted() throws Exception {
        create("Laptop").close();
        depot().register().save(Made.begun(1));
        depot().register().save(Made.begun(2).with(State.NOT_STARTED));
        depot().register().save(Made.begun(3).ended(State.SKIPPED, Made.START));
        try (Device device = reopen()) {
            List<SessionReport> reports = device.sessions().reports();
            assertEquals(List.of(State.SKIPPED, State.NOT_STARTED, State.INTERRUPTED),
                    reports.stream().map(SessionReport::state).toList());
            assertEquals(Optional.of(clock.instant()), reports.get(1).end());
            assertEquals(Code.SESSION_NOT_STARTED, device.sessions().troubles(reports.get(1).id(), 1).getFirst()
                    .code());
            assertEquals(Code.SESSION_INTERRUPTED, device.sessions().troubles(reports.get(2).id(), 1).getFirst()
                    .code());
        }
        clock.advance(Duration.ofHours(1));
        try (Device device = reopen()) {
            assertTrue(device.sessions().reports().get(1).end().orElseThrow().isBefore(clock.instant()), "told once");
        }
    }

    @Test
    void aSessionThatWasKilledAfterItsRootWasStoredIsComplete() throws Exception {
        create("Laptop").close();
        Depot stored = depot();
        stored.register().save(Made.begun(1));
        stored.storage().put(stored.names().session(Made.begun(1).id()), root(1).encode(stored.vault(), Made.CHANCE));
        try (Device device = reopen()) {
            assertEquals(List.of(Made.completed(1)), device.sessions().reports());
            assertEquals(2, device.sessions().troubles(Made.begun(1).id(), 10).size());
        }
    }

    @Test
    void aStorageThatLostTheDeviceIsNotTakenForAnEmptyOne() throws Exception {
        create("Laptop").close();
        Depot stored = depot();
        stored.register().add(Made.cabinet(stored, 1));
        stored.register().save(Made.begun(1));
        storages.plug(NAS, new MemoryTransport());
        assertCode(Code.DEVICE_MISSING, this::reopen);
        assertEquals(1, registers.in(home.resolve("register")).cabinets().size());
    }

    @Test
    void theHomeIsWhereThePlatformExpectsIt() {
        Path asked = Path.of("here");
        assertEquals(asked.toAbsolutePath(), home(Map.of("BACKUP_MANAGER_HOME", "/x"), "Linux", Optional.of(asked)));
        assertEquals(Path.of("/x"),
                home(Map.of("BACKUP_MANAGER_HOME", "/x", "XDG_STATE_HOME", "/y"), "Linux", Optional.empty()));
        assertEquals(Path.of("/y/backup-manager"), home(Map.of("XDG_STATE_HOME", "/y"), "Linux", Optional.empty()));
        assertEquals(Path.of("/u/.local/state/backup-manager"),
                home(Map.of("XDG_STATE_HOME", "y"), "Linux", Optional.empty()));
        assertEquals(Path.of("/l/Backup Manager"), home(Map.of("LOCALAPPDATA", "/l"), "Windows 11", Optional.empty()));
        assertEquals(Path.of("/u/Library/Application Support/Backup Manager"),
                home(Map.of(), "Mac OS X", Optional.empty()));
    }

    private static Path home(Map<String, String> environment, String system, Optional<Path> asked) {
        return new PlatformHome(environment, system, Path.of("/u")).folder(asked);
    }

    private static void delete(Path folder) throws Exception {
        Files.delete(folder.resolve("data"));
        Files.delete(folder);
    }
}
