package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.backupmanager.itest.MailServer.Received;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.report.MailTransport;
import org.backupmanager.report.MailTransport.Mail;
import org.backupmanager.report.MailTransport.Security;
import org.backupmanager.report.MailTransport.Server;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails leave from bundles too, where a library cannot look around for its own parts. */
class MailOsgiTest {

    @TempDir
    Path top;

    @Test
    void aMailWithBothItsPartsReachesTheServer() throws Exception {
        try (var server = MailServer.open()) {
            new Services().get(MailTransport.class).send(new Server("127.0.0.1", server.port(), Security.NONE, "", ""),
                    new Mail("a@example.org", List.of("b@example.org"), "subject", "plain part", "<p>rich part</p>"));
            String mail = server.next().text();
            assertTrue(mail.contains("Subject: subject") && mail.contains("multipart/alternative")
                    && mail.contains("plain part") && mail.contains("<p>rich part</p>"), mail);
        }
    }

    @Test
    void aRestoreIsToldToThoseWhoAreNamedForItBeforeTheProcessEnds() throws Exception {
        Path certificates = top.resolve("certificates");
        try (var server = MailServer.secured(certificates, "ann", "right horse"); var road = new Road(top)) {
            TreeFixture.of(Files.createDirectories(road.origin()), file("a", 300_000), file("b", 10));
            road.create(CipherSuite.AES_128);
            road.backup();
            road.device().reporting().keepMailPassword("right horse");
            road.close();
            set(road.home().resolve("config.ini"), "MailServer=127.0.0.1", "MailPort=" + server.port(), "MailUser=ann",
                    "MailSender=backup@example.org", "MailAddress=ann@example.org", "MailAfterSession=Always",
                    "RestoreMailAddress=bob@example.org,eve@example.org", "RestoreMailAfterSession=Always");
            try (var process = new CommandLineProcess(top.resolve("client"), road.home(),
                    Map.of("JDK_JAVA_OPTIONS", MailServer.trusting(certificates)), "control.restore.start",
                    "-datasource", Road.FILES, "-restore-to", top.resolve("out").toString(), "-wait")) {
                assertEquals(0, process.await(), process::said);
            }
            Received mail = server.next();
            assertEquals(List.of("bob@example.org", "eve@example.org"), mail.to());
            String text = mail.text().replace("=\n", "");
            assertTrue(text.contains("Subject: Ann.PC: Restore of Files and folders: Completed\n"), text);
            assertTrue(text.contains("text/plain") && text.contains(" received; 0 errors\n"), text);
            assertTrue(text.contains("text/html") && text.contains("Restore: Files and folders"), text);
            assertFalse(text.contains("28 days"), text);
            assertFalse(server.hasMore(), "nobody else is told");
        }
    }

    private static void set(Path config, String... lines) throws IOException {
        Files.writeString(config, Files.readString(config).replaceFirst("\\[General]\n",
                "[General]\n" + String.join("\n", lines) + "\n"));
    }
}
