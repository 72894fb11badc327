package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
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

/** What a device writes about its sessions into its home. */
class ReportsTest {

    private static final String NAS = "memory:nas";

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T11:00:00Z"));
    private final FakeSource source = new FakeSource();
    private EngineDevices devices;
    private Device device;

    @BeforeEach
    void start() throws BackupException {
        var surroundings = new Surroundings(clock, Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder), "Linux",
                "", "a test", "tester", Map.of("HOSTNAME", "files-01"));
        devices = new EngineDevices(new MemoryRegisters(), surroundings)
                .with(List.of(new PluggedStorages().plug(NAS, new MemoryTransport())), List.of(source));
        device = devices.create(folder.resolve("home"),
                new NewDevice("Laptop", NAS, CipherSuite.AES_128, "hunter22".toCharArray()));
        source.tree().file("/a", "content".getBytes(StandardCharsets.UTF_8));
        device.select("Fake", Selection.of(ItemPath.parse("/a")));
    }

    @AfterEach
    void end() {
        devices.close();
    }

    private SessionReport backUp() throws Exception {
        return device.sessions().startBackup(List.of()).getFirst().await();
    }

    private String read(String file) throws Exception {
        return Files.readString(device.home().resolve(file));
    }

    @Test
    void whoWaitedForASessionFindsItInTheReports() throws Exception {
        SessionReport report = backUp();
        assertTrue(read("StatusReport.xml").contains("<PluginFake-LastSessionStatus>5<"), read("StatusReport.xml"));
        assertTrue(read("StatusReport.xml").contains("<BackupServerSynchronizationStatus>Synchronized<"));
        assertTrue(read("SessionReport.xml").contains("<Id>" + report.id() + "</Id>"), read("SessionReport.xml"));
        assertEquals(read("SessionReport.xml"), device.reporting().sessions());
    }

    @Test
    void reportsAreForTheOwnerOfTheHomeAndHoldNoSecret() throws Exception {
        backUp();
        for (String file : List.of("StatusReport.xml", "SessionReport.xml")) {
            assertEquals("rw-------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(device.home().resolve(file))));
            assertTrue(Stream.of("hunter22", "content").noneMatch(read(file)::contains), file);
        }
    }

    @Test
    void aReportThatCannotBeWrittenDoesNotHarmTheSession() throws Exception {
        Files.createDirectories(device.home().resolve("StatusReport.xml").resolve("in the way"));
        assertEquals(State.COMPLETED, backUp().state());
        assertTrue(read("SessionReport.xml").contains("<Status>Completed</Status>"));
    }

    @Test
    void aNewReportReplacesTheOldOneInOneStep() throws Exception {
        backUp();
        try (var reader = Files.newBufferedReader(device.home().resolve("SessionReport.xml"))) {
            String first = reader.readLine();
            backUp();
            String rest = first + reader.lines().toList();
            assertTrue(rest.contains("</SessionStatistics>") && !rest.contains("<Id>2</Id>"), rest);
        }
        assertTrue(read("SessionReport.xml").contains("<Id>2</Id>"));
    }
}
