package org.backupmanager.mail.internal;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.backupmanager.model.Code;
import org.backupmanager.report.MailTransport.Server;
import org.backupmanager.session.BackupException;
import org.eclipse.angus.mail.util.MailConnectException;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;

/** Says why a mail was not sent, and what to do. */
final class SmtpFailure {

    private static final String NO_STARTTLS = "STARTTLS is required but";

    private SmtpFailure() {
    }

    static BackupException of(Server server, MessagingException failed) {
        return new BackupException(Code.MAIL_FAILED, server.toString(), cause(server, failed)).because(failed);
    }

    private static String cause(Server server, MessagingException failed) {
        if (find(failed, UnknownHostException.class).isPresent()) {
            return Messages.text("unknownHost", server.host());
        }
        if (find(failed, SocketTimeoutException.class).isPresent()) {
            return Messages.text("silent");
        }
        Optional<SSLException> unsecured = find(failed, SSLException.class);
        if (unsecured.isPresent()) {
            return Messages.text("untrusted", words(unsecured.get()));
        }
        return switch (failed) {
            case AddressException wrong -> Messages.text("address", wrong.getRef());
            case AuthenticationFailedException refused -> Messages.text("refusedUser", server.user(), words(refused));
            case MailConnectException nobody -> Messages.text("unreachable", server.toString(), words(last(nobody)));
            case SendFailedException refused -> Messages.text("refusedMail", words(last(refused)));
            default -> words(failed).startsWith(NO_STARTTLS) ? Messages.text("noStartTls")
                    : Messages.text("failed", words(failed));
        };
    }

    /** What follows from what: the causes of exceptions, and what the library chains beside them. */
    private static Stream<Throwable> chain(Throwable first) {
        return Stream.iterate(first, failure -> next(failure).isPresent(), failure -> next(failure).orElseThrow());
    }

    private static Optional<Throwable> next(Throwable failure) {
        return Optional.ofNullable(failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException() : failure.getCause());
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.concat(chain(failure), Stream.of(last(failure))).filter(type::isInstance).map(type::cast)
                .findFirst();
    }

    private static Throwable last(Throwable failure) {
        Throwable last = failure;
        for (Optional<Throwable> next = next(last); next.isPresent(); next = next(last)) {
            last = next.get();
        }
        return last;
    }

    /** One line of what was said, without what a full stop would follow oddly. */
    private static String words(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("")
                .replaceAll("[.;:]+$", "");
    }
}
