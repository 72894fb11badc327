package org.backupmanager.report;

import java.util.List;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hands mails over to a mail server, as a service.
 * <ul>
 * <li>A mail that was sent was accepted by the server for all of its addresses.
 * <li>A password is sent only over a connection that is secured as the server's settings ask for, and is never in a
 * message or log.
 * <li>It waits half a minute at most for each answer of the server. It does not retry; callers do.
 * </ul>
 */
@ConsumerType
public interface MailTransport {

    /**
     * Sends one mail.
     *
     * @throws BackupException {@code MAIL_FAILED} with the server, what it said, and what a person can do
     */
    void send(Server server, Mail mail) throws BackupException;

    /** How a connection to a mail server is secured. */
    enum Security {
        /** Begins openly and has to be secured before anything is sent. */
        STARTTLS,
        /** Is secured from its first byte. */
        TLS,
        /** Is not: everybody on the way can read it. */
        NONE
    }

    /**
     * A mail server.
     *
     * @param host name or address
     * @param port 1 to 65535
     * @param security of the connection
     * @param user empty where the server asks for none
     * @param password of the user
     */
    record Server(String host, int port, Security security, String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * A mail.
     *
     * @param from address of the sender
     * @param to addresses, one at least
     * @param subject one line
     * @param text for those who read no HTML
     * @param html a whole document, without anything that would have to be fetched
     */
    record Mail(String from, List<String> to, String subject, String text, String html) {

        public Mail {
            to = List.copyOf(to);
        }
    }
}
