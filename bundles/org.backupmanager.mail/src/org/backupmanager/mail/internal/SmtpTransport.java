package org.backupmanager.mail.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import javax.net.ssl.SSLSocketFactory;

import org.backupmanager.report.MailTransport;
import org.backupmanager.session.BackupException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** Hands mails over by SMTP, with the library Angus Mail. */
@Component(service = MailTransport.class)
public final class SmtpTransport implements MailTransport {

    private static final String CONNECT_MILLIS = "15000";
    private static final String ANSWER_MILLIS = "20000";

    private final Optional<SSLSocketFactory> certificates;

    /** Trusts the certificates that this computer trusts. */
    @Activate
    public SmtpTransport() {
        this(Optional.empty());
    }

    /** @param certificates what is trusted instead */
    SmtpTransport(Optional<SSLSocketFactory> certificates) {
        this.certificates = certificates;
    }

    @Override
    public void send(Server server, Mail mail) throws BackupException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // the library looks there for its own parts, which lie in its own bundle
        thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
        try {
            Session session = Session.getInstance(properties(server));
            MimeMessage message = message(session, mail);
            boolean secured = server.security() == Security.TLS;
            var url = new URLName(secured ? "smtps" : "smtp", server.host(), server.port(), null, null, null);
            try (var connection = new Connection(session, url, secured)) {
                connection.open(server);
                connection.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException failed) {
            throw SmtpFailure.of(server, failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Properties properties(Server server) {
        var properties = new Properties();
        String prefix = server.security() == Security.TLS ? "mail.smtps." : "mail.smtp.";
        properties.put(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.put(prefix + "timeout", ANSWER_MILLIS);
        properties.put(prefix + "writetimeout", ANSWER_MILLIS);
        properties.put(prefix + "auth", Boolean.toString(!server.user().isEmpty()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (server.security() == Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        certificates.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
        return properties;
    }

    private static MimeMessage message(Session session, Mail mail) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(mail.from(), true));
        List<InternetAddress> to = new ArrayList<>();
        for (String address : mail.to()) {
            to.add(new InternetAddress(address, true));
        }
        message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        message.setSubject(mail.subject(), "UTF-8");
        message.setHeader("Auto-Submitted", "auto-generated");
        var parts = new MimeMultipart("alternative");
        // what is shown is the last part that the reader understands
        parts.addBodyPart(part(mail.text(), "text/plain; charset=UTF-8"));
        parts.addBodyPart(part(mail.html(), "text/html; charset=UTF-8"));
        message.setDataHandler(handler(parts, parts.getContentType()));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(handler(text, type));
        return part;
    }

    private static DataHandler handler(Object content, String type) {
        var handler = new DataHandler(content, type);
        handler.setCommandMap(new Handlers());
        return handler;
    }

    /** A connection that is closed in any case. */
    private static final class Connection extends SMTPTransport implements AutoCloseable {

        Connection(Session session, URLName url, boolean secured) {
            super(session, url, secured ? "smtps" : "smtp", secured);
        }

        void open(Server server) throws MessagingException {
            if (server.user().isEmpty()) {
                connect(server.host(), server.port(), null, null);
            } else {
                connect(server.host(), server.port(), server.user(), server.password());
            }
        }
    }
}
