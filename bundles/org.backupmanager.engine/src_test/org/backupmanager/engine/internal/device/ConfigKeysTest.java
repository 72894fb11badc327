package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of {@code config.ini} that administrators set by hand. */
class ConfigKeysTest {

    @TempDir
    private Path folder;
    private Path home;
    private EngineDevices devices;

    @BeforeEach
    void create() throws Exception {
        home = folder.resolve("home");
        var surroundings = new Surroundings(new FakeClock(), Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder),
                "Linux", "", "a test", "tester", Map.of());
        devices = new EngineDevices(new MemoryRegisters(), surroundings)
                .with(List.of(new PluggedStorages().plug("memory:nas", new MemoryTransport())),
                        List.of(new FakeSource()));
        devices.create(home, new NewDevice("Laptop", "memory:nas", CipherSuite.AES_256, "correct horse".toCharArray()))
                .close();
    }

    @AfterEach
    void close() {
        devices.close();
    }

    /** Adds lines to the section [General], where they are when an administrator edits the file. */
    private Device openWith(String... lines) throws Exception {
        Path config = home.resolve("config.ini");
        Files.writeString(config, Files.readString(config).replace("[General]\n",
                "[General]\n" + String.join("\n", lines) + "\n"));
        return devices.open(home).orElseThrow();
    }

    private List<String> logged() throws Exception {
        return Files.readAllLines(home.resolve("logs").resolve("backup-manager.0.log"));
    }

    @Test
    void everyKeyThatMapsToASettingIsReadAndWrittenWhereItStands() throws Exception {
        try (Device device = openWith("ReadOnlyMode=1", "SynchronizationThreadCount=4",
                "RestoreDownloadThreadCount=50", "[Logging]", "LoggingLevel=Debug", "SingleLogMaxSizeInMb=10",
                "TotalLogsMaxSizeInMb=200", "[General]")) {
            Map<String, String> settings = device.settings();
            assertEquals(List.of("1", "4", "50", "Debug", "10", "200"),
                    List.of(settings.get("ReadOnlyMode"), settings.get("Connections"),
                            settings.get("RestoreDownloadThreadCount"), settings.get("LogLevel"),
                            settings.get("SingleLogMaxSizeInMb"), settings.get("TotalLogsMaxSizeInMb")));
            device.set("ReadOnlyMode", "0");
            device.set("SingleLogMaxSizeInMb", "20");
        }
        String config = Files.readString(home.resolve("config.ini"));
        assertTrue(config.contains("ReadOnlyMode=0\nSynchronizationThreadCount=4\n"), config);
        assertTrue(config.contains("[Logging]\nLoggingLevel=Debug\nSingleLogMaxSizeInMb=20\n"), config);
    }

    @Test
    void aDeviceInRestoreOnlyModeRefusesBackupsAndSaysHowToEndThat() throws Exception {
        try (Device device = openWith("ReadOnlyMode=1")) {
            device.select("Fake", Selection.of(ItemPath.parse("/")));
            for (List<String> sources : List.of(List.<String>of(), List.of("Fake"))) {
                BackupException refused = assertThrows(BackupException.class,
                        () -> device.sessions().startBackup(sources));
                assertEquals(Code.RESTORE_ONLY, refused.code());
                assertTrue(refused.getMessage().contains("-name ReadOnlyMode -value 0"), refused.getMessage());
            }
            assertEquals(List.of(), device.sessions().reports());
            device.set("ReadOnlyMode", "0");
            device.sessions().startBackup(List.of()).getFirst().await();
        }
    }

    @Test
    void unknownKeysAreKeptAndTheLogNamesEachOnceWithoutItsValue() throws Exception {
        openWith("CacheFolder=/horse", "BackupTempPath=/tmp").close();
        devices.open(home).orElseThrow().close();
        List<String> log = logged();
        assertEquals(1, log.size(), log.toString());
        assertTrue(log.getFirst().endsWith("General/CacheFolder, General/BackupTempPath"), log.toString());
        openWith("RestoreDataSource=SpeedVault").close();
        assertTrue(logged().getLast().endsWith(": General/RestoreDataSource"), logged().toString());
        assertEquals(2, logged().size());
        assertFalse(logged().toString().contains("horse"));
        assertTrue(Files.readString(home.resolve("config.ini")).contains("CacheFolder=/horse\n"));
    }

    @Test
    void aDeviceIsFoundByItsPortAsLongAsItHasThat() throws Exception {
        openWith("HttpServerPort=5001").close();
        assertEquals(List.of(home), devices.homesAt(5001));
        try (Device device = devices.open(home).orElseThrow()) {
            device.set("HttpServerPort", "5002");
        }
        assertEquals(List.of(), devices.homesAt(5001));
        assertEquals(List.of(home), devices.homesAt(5002));
        assertEquals(List.of(), devices.homesAt(0));
    }

    @Test
    void aPortThatIsSetCountsAtOnce() throws Exception {
        try (Device device = devices.open(home).orElseThrow()) {
            device.set("HttpServerPort", "5003");
            assertEquals(List.of(home), devices.homesAt(5003));
        }
    }

    /** As an administrator's script puts a device onto a new computer. */
    private Path newHome(String passphrase) throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("config.ini"), "[General]\nUser=Laptop\nPassword=donkey\nEncryptionKey="
                + passphrase + "\nStorage=memory:nas\nReadOnlyMode=1\n");
        return other;
    }

    @Test
    void aHomeWithNothingButAConfigFileOpensItsDeviceAndForgetsWhatIsSecret() throws Exception {
        Path other = newHome("correct horse");
        for (int i = 0; i < 2; i++) {
            try (Device device = devices.open(other).orElseThrow()) {
                assertEquals("Laptop", device.name());
                assertEquals("1", device.settings().get("ReadOnlyMode"));
                device.set("Language", "de");
            }
            String config = Files.readString(other.resolve("config.ini"));
            assertFalse(config.contains("horse") || config.contains("donkey"), config);
            assertTrue(config.contains("EncryptionKey=\n") && config.contains("User=Laptop\n"), config);
        }
        try (var files = Files.walk(other)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".log")).toList()) {
                assertFalse(Files.readString(file).contains("horse"), file.toString());
            }
        }
    }

    @Test
    void aWrongPassphraseOfAConfigFileIsToldWithoutIt() throws Exception {
        Path other = newHome("wrong mule");
        BackupException refused = assertThrows(BackupException.class, () -> devices.open(other));
        assertEquals(Code.WRONG_PASSPHRASE, refused.code());
        assertFalse(refused.getMessage().contains("mule"), refused.getMessage());
        assertTrue(Files.readString(other.resolve("config.ini")).contains("wrong mule"), "to be put right by a person");
    }

    @Test
    void aConfigFileWithoutAStorageSaysWhatIsMissing() throws Exception {
        Path other = newHome("correct horse");
        Path config = other.resolve("config.ini");
        Files.writeString(config, Files.readString(config).replace("Storage=memory:nas\n", ""));
        BackupException refused = assertThrows(BackupException.class, () -> devices.open(other));
        assertTrue(refused.getMessage().contains("\"Storage\""), refused.getMessage());
        assertFalse(refused.getMessage().contains("horse"), refused.getMessage());
    }

    @Test
    void aLineThatIsNoneIsToldByItsNumberOnly() throws Exception {
        BackupException damaged = assertThrows(BackupException.class, () -> openWith("EncryptionKey correct horse"));
        assertTrue(damaged.getMessage().contains("line 3"), damaged.getMessage());
        assertFalse(damaged.getMessage().contains("horse"), damaged.getMessage());
    }

    @Test
    void logFilesAreAsLongAndAsManyAsIsSet() throws Exception {
        try (Device device = openWith("[Logging]", "LoggingLevel=Debug", "SingleLogMaxSizeInMb=1",
                "TotalLogsMaxSizeInMb=2", "[General]")) {
            var log = System.getLogger("org.backupmanager.test");
            String line = "x".repeat(64 << 10);
            for (int i = 0; i < 50; i++) {
                log.log(System.Logger.Level.INFO, line);
            }
            try (var files = Files.list(home.resolve("logs"))) {
                List<Path> all = files.filter(file -> file.toString().endsWith(".log")).toList();
                assertEquals(2, all.size(), all.toString());
                for (Path file : all) {
                    assertTrue(Files.size(file) < 1_200_000, file.toString());
                }
            }
        }
    }
}
