package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.backupmanager.report.MailTransport;
import org.backupmanager.report.MailTransport.Mail;
import org.backupmanager.report.MailTransport.Security;
import org.backupmanager.report.MailTransport.Server;
import org.junit.jupiter.api.Test;

/** Mails leave from bundles too, where a library cannot look around for its own parts. */
class MailOsgiTest {

    @Test
    void aMailWithBothItsPartsReachesTheServer() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serve(door));
            var server = new Server("127.0.0.1", door.getLocalPort(), Security.NONE, "", "");
            new Services().get(MailTransport.class).send(server,
                    new Mail("a@example.org", List.of("b@example.org"), "subject", "plain part", "<p>rich part</p>"));
            String mail = received.get(20, TimeUnit.SECONDS);
            assertTrue(mail.contains("Subject: subject") && mail.contains("multipart/alternative")
                    && mail.contains("plain part") && mail.contains("<p>rich part</p>"), mail);
        }
    }

    /** As much of SMTP as one mail needs. */
    private static String serve(ServerSocket door) {
        var mail = new StringBuilder();
        try (Socket client = door.accept()) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            say(out, "220 test");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (data) {
                    mail.append(line).append('\n');
                    data = !line.equals(".");
                    if (!data) {
                        say(out, "250 kept");
                    }
                } else if (line.equals("DATA")) {
                    data = true;
                    say(out, "354 go on");
                } else {
                    say(out, line.equals("QUIT") ? "221 bye" : "250 ok");
                }
            }
            return mail.toString();
        } catch (IOException failed) {
            return "the mail server failed: " + failed;
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
