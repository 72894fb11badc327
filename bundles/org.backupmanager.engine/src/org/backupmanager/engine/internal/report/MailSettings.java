package org.backupmanager.engine.internal.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.report.MailTransport.Security;
import org.backupmanager.report.MailTransport.Server;
import org.backupmanager.session.BackupException;

/**
 * What settings say of mails.
 *
 * @param to who gets them; nobody where there is no address
 * @param from sender
 * @param server through which they are sent, without the password
 * @param afterSession when a session is followed by one: Never, OnFailure or Always
 * @param periodicity when a report of all data sources is sent, as {@link MailDays} has it
 */
record MailSettings(List<String> to, String from, Server server, String afterSession, int periodicity) {

    /** Of these settings of a device, on that computer. */
    static MailSettings of(Map<String, String> settings, String computer) {
        List<String> to = Stream.of(settings.get(Setting.MAIL_ADDRESS.word()).split("[,;]")).map(String::strip)
                .filter(address -> !address.isEmpty()).toList();
        String user = settings.get(Setting.MAIL_USER.word());
        var server = new Server(settings.get(Setting.MAIL_SERVER.word()),
                Integer.parseInt(settings.get(Setting.MAIL_PORT.word())), security(settings), user, "");
        return new MailSettings(to, sender(settings.get(Setting.MAIL_SENDER.word()), user, computer), server,
                settings.get(Setting.MAIL_AFTER_SESSION.word()),
                Integer.parseInt(settings.get(Setting.MAIL_SEND_PERIODICITY.word())));
    }

    private static Security security(Map<String, String> settings) {
        return switch (settings.get(Setting.MAIL_SECURITY.word())) {
            case "TLS" -> Security.TLS;
            case "None" -> Security.NONE;
            default -> Security.STARTTLS;
        };
    }

    private static String sender(String given, String user, String computer) {
        if (!given.isEmpty()) {
            return given;
        }
        boolean named = computer.matches("[A-Za-z0-9.-]+");
        return user.contains("@") ? user : "backup-manager@" + (named ? computer : "localhost");
    }

    /** Whether anybody is to get mails, and there is a way to send them. */
    boolean isOn() {
        return !to.isEmpty() && !server.host().isEmpty();
    }

    /** The server with the password of its user. */
    Server server(String password) {
        return new Server(server.host(), server.port(), server.security(), server.user(), password);
    }

    /** Says which setting is missing, if one is. */
    void check() throws BackupException {
        if (server.host().isEmpty()) {
            throw missing(Setting.MAIL_SERVER, Words.text("mail.anyServer"));
        }
        if (to.isEmpty()) {
            throw missing(Setting.MAIL_ADDRESS, server.toString());
        }
    }

    private static BackupException missing(Setting setting, String through) {
        return new BackupException(Code.MAIL_FAILED, through, Words.text("mail.missing", setting.word()));
    }

    /** Whether the end of that session is to be told at once. */
    boolean tells(SessionReport report) {
        return isOn() && switch (afterSession) {
            case "Always" -> true;
            case "OnFailure" -> isFailure(report.state());
            default -> false;
        };
    }

    /** What a person aborted is known to that person. */
    private static boolean isFailure(State state) {
        return switch (state) {
            case FAILED, COMPLETED_WITH_ERRORS, INTERRUPTED, NOT_STARTED, OVER_QUOTA, NO_SELECTION, SKIPPED -> true;
            default -> false;
        };
    }
}
