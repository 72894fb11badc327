package org.backupmanager.mail.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import org.backupmanager.model.Code;
import org.backupmanager.report.MailTransport.Mail;
import org.backupmanager.report.MailTransport.Security;
import org.backupmanager.report.MailTransport.Server;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.activation.DataSource;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** Mails to a real mail server of this process. */
class SmtpTransportTest {

    private static final String HOST = "127.0.0.1";
    private static final Mail MAIL = new Mail("backup@example.org", List.of("ann@example.org", "bob@example.org"),
            "files-01: Fehlgeschlagen \u2013 \u00e4\u4e2d", "plain \u00e4", "<html><body>rich \u4e2d</body></html>");

    private static SSLContext certificate;

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, "smtp"));
    private TlsFront front;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = TlsFront.certificate(folder);
    }

    @BeforeEach
    void start() {
        server.setUser("ann@example.org", "ann", "right horse");
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        if (front != null) {
            front.close();
        }
    }

    private int open() {
        return server.getSmtp().getPort();
    }

    private int startTls() throws IOException {
        front = new TlsFront(certificate, false, open());
        return front.port();
    }

    private static SmtpTransport trusting() {
        return new SmtpTransport(Optional.of(certificate.getSocketFactory()));
    }

    private static Server server(int port, Security security, String password) {
        return new Server(HOST, port, security, password.isEmpty() ? "" : "ann", password);
    }

    private static String refusal(SmtpTransport transport, Server server) {
        BackupException failed = assertThrows(BackupException.class, () -> transport.send(server, MAIL));
        assertEquals(Code.MAIL_FAILED, failed.code());
        assertFalse(failed.getMessage().contains("horse"), failed.getMessage());
        return failed.getMessage();
    }

    private MimeMessage received() {
        assertTrue(server.waitForIncomingEmail(10_000, 2));
        MimeMessage[] all = server.getReceivedMessages();
        assertEquals(2, all.length);
        return all[0];
    }

    @Test
    void aMailArrivesWithBothItsPartsInAnyScript() throws Exception {
        new SmtpTransport().send(server(open(), Security.NONE, ""), MAIL);
        MimeMessage mail = received();
        assertEquals(MAIL.subject(), mail.getSubject());
        assertEquals("backup@example.org", mail.getFrom()[0].toString());
        assertEquals(2, mail.getAllRecipients().length);
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertTrue(mail.getContentType().startsWith("multipart/alternative"), mail.getContentType());
        var parts = new MimeMultipart(new Raw(mail.getInputStream().readAllBytes(), mail.getContentType()));
        assertPart("text/plain", MAIL.text(), parts.getBodyPart(0));
        assertPart("text/html", MAIL.html(), parts.getBodyPart(1));
    }

    private static void assertPart(String type, String content, BodyPart part) throws Exception {
        assertTrue(part.isMimeType(type), part.getContentType());
        assertEquals(content, new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    @Test
    void aConnectionIsSecuredBeforeTheUserIsNamed() throws Exception {
        trusting().send(server(startTls(), Security.STARTTLS, "right horse"), MAIL);
        assertEquals(MAIL.subject(), received().getSubject());
        assertEquals(List.of("EHLO", "STARTTLS"), front.openly().stream().map(line -> line.split(" ")[0]).limit(2)
                .toList());
        assertTrue(front.openly().stream().noneMatch(line -> line.startsWith("AUTH")), front.openly()::toString);
    }

    @Test
    void aConnectionThatIsSecuredFromItsFirstByteWorksToo() throws Exception {
        front = new TlsFront(certificate, true, open());
        trusting().send(server(front.port(), Security.TLS, "right horse"), MAIL);
        assertEquals(MAIL.subject(), received().getSubject());
    }

    @Test
    void aWrongPasswordIsSaidWithWhatTheServerSaid() throws Exception {
        String message = refusal(trusting(), server(startTls(), Security.STARTTLS, "wrong horse"));
        assertTrue(message.contains("\"ann\"") && message.contains("535") && message.contains("MailUser"), message);
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        String message = refusal(new SmtpTransport(), server(startTls(), Security.STARTTLS, "right horse"));
        assertTrue(message.contains("cannot be secured"), message);
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void aServerThatCannotSecureTheConnectionGetsNoPassword() {
        String message = refusal(trusting(), server(open(), Security.STARTTLS, "right horse"));
        assertTrue(message.contains("STARTTLS") && message.contains("MailSecurity"), message);
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String message = refusal(new SmtpTransport(), server(free, Security.NONE, ""));
        assertTrue(message.contains(HOST + ":" + free) && message.contains("MailPort"), message);
    }

    @Test
    void aNameThatIsUnknownIsNamed() {
        String message = refusal(new SmtpTransport(), new Server("mail.invalid", 25, Security.NONE, "", ""));
        assertTrue(message.contains("\"mail.invalid\"") && message.contains("MailServer"), message);
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        int port = open();
        BackupException failed = assertThrows(BackupException.class, () -> new SmtpTransport().send(
                server(port, Security.NONE, ""), new Mail("a@example.org", List.of("no address"), "x", "x", "x")));
        assertTrue(failed.getMessage().contains("no address"), failed.getMessage());
    }

    /** Content as it came. */
    private record Raw(byte[] bytes, String type) implements DataSource {

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
