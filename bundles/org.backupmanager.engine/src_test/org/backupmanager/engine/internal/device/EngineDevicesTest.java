package org.backupmanager.engine.internal.device;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryRegister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices are made, opened, and joined from their storage. */
class EngineDevicesTest {

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
    void aNewDeviceIsThereAfterReopening() throws Exception {
        try (Device device = computer.create("Laptop")) {
            device.select("Fake", Selection.of(ItemPath.parse("/a")));
            assertEquals("Laptop", device.name());
            assertEquals(Computer.NAS, device.storage());
        }
        try (Device device = computer.open()) {
            assertEquals("Laptop", device.name());
            assertEquals(CipherSuite.AES_256, device.cipher());
            assertEquals(computer.home, device.home());
            assertEquals(Selection.of(ItemPath.parse("/a")), device.selection("Fake"));
            assertEquals(List.of(), device.sessions().reports());
        }
    }

    @Test
    void nobodyElseCanReadWhatIsInTheHome() throws Exception {
        computer.create("Laptop").close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(computer.home)));
        for (String file : List.of("keys", "config.ini", "lock")) {
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(computer.home.resolve(file))), file);
        }
    }

    @Test
    void aHomeWithoutADeviceIsNotTouched() throws Exception {
        assertEquals(Optional.empty(), computer.devices.open(computer.home));
        assertFalse(Files.exists(computer.home));
    }

    @Test
    void aNameIsTakenInAnyCase() throws Exception {
        computer.create("Laptop").close();
        computer.home = folder.resolve("other");
        BackupException failure = assertCode(Code.DEVICE_EXISTS, () -> computer.create("LAPTOP"));
        assertTrue(failure.getMessage().contains("LAPTOP") && failure.getMessage().contains("memory"),
                failure.getMessage());
        assertFalse(Home.hasDevice(computer.home));
    }

    @Test
    void aHomeHoldsOneDevice() throws Exception {
        computer.create("Laptop").close();
        BackupException failure = assertCode(Code.DEVICE_EXISTS, () -> computer.create("Desktop"));
        assertTrue(failure.getMessage().contains("Laptop"), failure.getMessage());
        assertEquals(List.of("laptop"), computer.storage.roots());
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"", ".hidden", "a b", "a/b", "Größe", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aNameThatDoesNotFitIsRefused(String name) {
        assertCode(Code.BAD_ARGUMENT, () -> computer.create(name));
        assertFalse(Files.exists(computer.home));
    }

    @Test
    void anEmptyPassphraseIsRefused() {
        assertCode(Code.BAD_ARGUMENT, () ->
                computer.devices.create(computer.home, wanted(Computer.NAS, new char[0])));
    }

    @Test
    void anUnknownKindOfStorageAndAMissingStorageAreTold() {
        assertCode(Code.STORAGE_UNKNOWN, () ->
                computer.devices.create(computer.home, wanted("ftp://x", Computer.PASSPHRASE)));
        assertCode(Code.STORAGE_MISSING, () ->
                computer.devices.create(computer.home, wanted("memory:x", Computer.PASSPHRASE)));
    }

    private static NewDevice wanted(String storage, char[] passphrase) {
        return new NewDevice("a", storage, CipherSuite.AES_128, passphrase);
    }

    @Test
    void whereTheHomeCannotBeMadeTheNameStaysFree() throws Exception {
        Files.writeString(folder.resolve("state"), "a file where a folder should be");
        BackupException failure = assertCode(Code.HOME_FAILED, () -> computer.create("Laptop"));
        assertTrue(failure.getMessage().contains(computer.home.toString()), failure.getMessage());
        assertEquals(List.of(), computer.storage.roots());
    }

    @Test
    void whereTheHomeFailsHalfWayTheNameIsGivenBack() throws Exception {
        Files.createDirectories(computer.home.resolve("keys").resolve("in the way"));
        assertCode(Code.HOME_FAILED, () -> computer.create("Laptop"));
        assertEquals(List.of(), computer.storage.roots());
        Files.delete(computer.home.resolve("keys").resolve("in the way"));
        Files.delete(computer.home.resolve("keys"));
        computer.create("Laptop").close();
    }

    @Test
    void theSameProcessCannotOpenADeviceTwice() throws Exception {
        Device device = computer.create("Laptop");
        assertCode(Code.DEVICE_IN_USE, computer::open);
        device.close();
        device.close();
        computer.open().close();
    }

    @Test
    void anotherProcessIsNamedWithWhatItDoes() throws Exception {
        computer.create("Laptop").close();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process holder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
                HomeHolder.class.getName(),
                computer.home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("held " + computer.home, out.readLine());
            BackupException failure = assertCode(Code.DEVICE_IN_USE, computer::open);
            assertTrue(failure.getMessage().contains("\"Laptop\" is in use by another process (process " + holder.pid()
                    + ", clienttool control.backup.start)"), failure.getMessage());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        computer.open().close();
    }

    @Test
    void damagedKeysAreToldAndKept() throws Exception {
        computer.create("Laptop").close();
        Files.write(computer.home.resolve("keys"), new byte[] {1, 2, 3});
        BackupException failure = assertCode(Code.HOME_FAILED, computer::open);
        assertTrue(failure.getMessage().contains("\"keys\""), failure.getMessage());
        assertEquals(3, Files.size(computer.home.resolve("keys")));
        Files.delete(computer.home.resolve("keys"));
        assertCode(Code.HOME_FAILED, computer::open);
    }

    @Test
    void aConfigOfAnotherDeviceIsNoticed() throws Exception {
        computer.create("Laptop").close();
        Files.writeString(computer.home.resolve("config.ini"),
                "[General]\nDevice=Desktop\nStorage=" + Computer.NAS + "\n");
        BackupException failure = assertCode(Code.HOME_FAILED, computer::open);
        assertTrue(failure.getMessage().contains("Desktop"), failure.getMessage());
    }

    @Test
    void aStorageThatIsNotPluggedInIsToldAndTheHomeCanBeOpenedLater() throws Exception {
        computer.create("Laptop").close();
        computer.storages.unplug(Computer.NAS);
        assertCode(Code.STORAGE_MISSING, computer::open);
        computer.storages.plug(Computer.NAS, computer.storage);
        computer.open().close();
    }

    @Test
    void everySessionComesBackOnAnotherMachine() throws Exception {
        computer.create("Laptop").close();
        Depot stored = computer.depot();
        var cabinet = Made.cabinet(stored, 1);
        var inPart = Made.cabinet(stored, 2);
        stored.storage().put(stored.names().registerPart(1),
                new RegisterPart(1, List.of(inPart)).encode(stored.vault(), Made.CHANCE));
        Made.session(stored, 1);
        Made.session(stored, 4);
        computer.home = folder.resolve("elsewhere");
        try (Device device = computer.join(computer.home, "lapTOP")) {
            assertEquals("Laptop", device.name());
            assertEquals(List.of(Made.completed(4), Made.completed(1)), device.sessions().reports());
            assertEquals(root(1).troubles(), device.sessions().troubles(Made.completed(1).id(), 10));
        }
        MemoryRegister register = computer.registers.in(computer.home.resolve("register"));
        assertEquals(List.of(inPart, cabinet), Stream.of(0, 1).map(register::cabinet).toList());
        assertFalse(Files.exists(computer.home.resolve("rebuilding")));
    }

    private static SessionRoot root(long number) {
        return Made.root(number, RootLink.FIRST);
    }

    @Test
    void aWrongPassphraseIsToldAndLeavesNoDevice() throws Exception {
        computer.create("Laptop").close();
        computer.home = folder.resolve("elsewhere");
        BackupException failure = assertCode(Code.WRONG_PASSPHRASE,
                () -> computer.devices.join(computer.home, "Laptop", Computer.NAS, "wrong".toCharArray(),
                        Progress.NONE));
        assertTrue(failure.getMessage().contains("Laptop"), failure.getMessage());
        assertFalse(Home.hasDevice(computer.home));
        assertCode(Code.DEVICE_MISSING, () -> computer.join(computer.home, "Desktop"));
    }

    @Test
    void joiningTheSameDeviceAgainMovesItToANewAddress() throws Exception {
        computer.create("Laptop").close();
        computer.storages.plug("memory:moved", computer.storage);
        computer.devices.join(computer.home, "Laptop", "memory:moved", Computer.PASSPHRASE, Progress.NONE).close();
        try (Device device = computer.open()) {
            assertEquals("memory:moved", device.storage());
        }
    }
}
