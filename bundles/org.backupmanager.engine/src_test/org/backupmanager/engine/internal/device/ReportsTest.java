package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.report.MailTransport;
import org.backupmanager.report.MailTransport.Mail;
import org.backupmanager.report.MailTransport.Security;
import org.backupmanager.report.MailTransport.Server;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** What a device writes about its sessions into its home. */
class ReportsTest {

    private static final String NAS = "memory:nas";

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T11:00:00Z"));
    private final FakeSource source = new FakeSource();
    private final MemoryTransport storage = new MemoryTransport();
    private final FakeMail transport = new FakeMail();
    private EngineDevices devices;
    private Device device;

    @BeforeEach
    void start() throws BackupException {
        var surroundings = new Surroundings(clock, Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder), "Linux",
                "", "a test", "tester", Map.of("HOSTNAME", "files-01"));
        devices = new EngineDevices(new MemoryRegisters(), surroundings)
                .with(List.of(new PluggedStorages().plug(NAS, storage)), List.of(source)).with(transport);
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

    @Test
    void aSessionIsFollowedFromItsStartThroughItsStagesToItsEnd() throws Exception {
        backUp();
        List<String> events = read("events.jsonl").lines().map(line ->
                line.replaceAll(".*\"event\":\"([a-z]+)\".*?(\"stage\":\"([A-Za-z]+)\".*|$)", "$1 $3").strip())
                .toList();
        assertEquals(List.of("started", "stage Scanning", "stage Waiting", "stage Processing",
                "stage Committing"),
                events.subList(0, events.size() - 1));
        assertTrue(events.getLast().startsWith("ended"), events::toString);
    }

    private void setMail() throws BackupException {
        device.set("MailAddress", "ann@example.org");
        device.set("MailServer", "mail.example.org");
        device.set("MailUser", "ann");
        device.reporting().keepMailPassword("right horse");
    }

    @Test
    void aTestMailIsSentAsSettingsSay() throws Exception {
        setMail();
        device.set("MailSecurity", "TLS");
        device.set("MailPort", "465");
        device.reporting().sendTestMail();
        assertEquals(new Server("mail.example.org", 465, Security.TLS, "ann", "right horse"),
                transport.servers.getFirst());
        Mail mail = transport.mails.getFirst();
        assertEquals(List.of("ann@example.org"), mail.to());
        assertTrue(mail.subject().startsWith("[Test] Laptop: "), mail.subject());
    }

    @Test
    void thoseWhoAreToldOfRestoresGetATestOfTheirOwn() throws Exception {
        setMail();
        device.set("RestoreMailAddress", "bob@example.org");
        device.reporting().sendTestMail();
        assertEquals(List.of(List.of("ann@example.org"), List.of("bob@example.org")),
                transport.mails.stream().map(Mail::to).toList());
        Mail restores = transport.mails.getLast();
        assertEquals("[Test] Laptop: Reports of restores arrive", restores.subject());
        assertTrue(restores.text().contains("reports of restores") && restores.html().contains("reports of restores"));
        device.set("MailAddress", "");
        device.reporting().sendTestMail();
        assertEquals(3, transport.mails.size(), "who gets nothing else is tested alone");
    }

    @Test
    void aMissingSettingIsNamedInsteadOfSending() {
        BackupException failed = assertThrows(BackupException.class, () -> device.reporting().sendTestMail());
        assertEquals(Code.MAIL_FAILED, failed.code());
        assertTrue(failed.getMessage().contains("MailServer"), failed.getMessage());
    }

    @Test
    void thePasswordIsInNoSettingAndForTheOwnerOnly() throws Exception {
        setMail();
        assertTrue(device.reporting().hasMailPassword());
        assertFalse(device.settings().toString().contains("horse"));
        assertEquals("rw-------", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(device.home().resolve("mail-password"))));
        device.reporting().keepMailPassword("");
        assertFalse(device.reporting().hasMailPassword());
    }

    @Test
    void aSessionWithErrorsIsToldWithEachOfThem() throws Exception {
        setMail();
        device.select("Fake", Selection.of(ItemPath.parse("/gone")));
        assertEquals(State.COMPLETED_WITH_ERRORS, backUp().state());
        device.close();
        assertEquals(1, transport.mails.size());
        assertTrue(transport.mails.getFirst().subject().endsWith(": Completed with errors"),
                transport.mails.getFirst().subject());
        assertTrue(transport.mails.getFirst().text().contains("\n  /gone\n"), transport.mails.getFirst().text());
    }

    @Test
    void aRestoreIsToldToThoseWhoAreNamedForItAndABackupToTheOthers() throws Exception {
        setMail();
        device.set("MailAfterSession", "Always");
        device.set("RestoreMailAddress", "bob@example.org");
        backUp();
        device.sessions().startRestore(new RecoveryPlan("Fake", new Moment.Latest(), List.of(), List.of(),
                Optional.of(Path.of("place")), ExistingFiles.OVERWRITE)).await();
        device.close();
        List<String> told = transport.mails.stream().map(mail -> mail.to() + " " + mail.subject()).sorted().toList();
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.get(0).matches("\\[ann@example.org] Laptop: Backup of .*: Completed"), told.toString());
        assertTrue(told.get(1).matches("\\[bob@example.org] Laptop: Restore of .*: Completed"), told.toString());
        String text = transport.mails.stream().filter(mail -> mail.to().contains("bob@example.org")).findFirst()
                .orElseThrow().text();
        assertFalse(text.contains("last 28 days"), text);
    }

    @Test
    void aMailThatFailsHarmsNoSessionAndIsSentByTheNextProcess() throws Exception {
        setMail();
        device.set("MailAfterSession", "Always");
        transport.broken = true;
        assertEquals(State.COMPLETED, backUp().state());
        device.close();
        assertEquals(List.of(), transport.mails);
        transport.broken = false;
        device = devices.open(folder.resolve("home")).orElseThrow();
        device.reporting().publish();
        Await.until("the mail is sent", () -> !transport.mails.isEmpty());
        assertTrue(transport.mails.getFirst().subject().endsWith(": Completed"));
    }

    @Test
    void settingsOfMailsAreChecked() {
        for (String bad : List.of("ann", "ann@", "a@b c@d", "a@b\nBcc: c@d", "<a@b>")) {
            assertThrows(BackupException.class, () -> device.set("MailAddress", bad), bad);
        }
        assertThrows(BackupException.class, () -> device.set("MailServer", "mail.example.org:25 x"));
    }

    /** Keeps mails, as a component that is made when it is needed. */
    private static final class FakeMail implements MailTransport, ComponentServiceObjects<MailTransport> {

        private final List<Server> servers = new CopyOnWriteArrayList<>();
        private final List<Mail> mails = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @Override
        public void send(Server server, Mail mail) throws BackupException {
            if (broken) {
                throw new BackupException(Code.MAIL_FAILED, server, "nobody answers");
            }
            servers.add(server);
            mails.add(mail);
        }

        @Override
        public MailTransport getService() {
            return this;
        }

        @Override
        public void ungetService(MailTransport service) {
            throw new UnsupportedOperationException("kept until the end");
        }

        @Override
        public ServiceReference<MailTransport> getServiceReference() {
            throw new UnsupportedOperationException("outside of a framework");
        }
    }
}
