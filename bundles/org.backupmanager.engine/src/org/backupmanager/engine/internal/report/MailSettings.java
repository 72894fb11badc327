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
 * @param told what these mails tell of
 * @param to who gets them; nobody where there is no address
 * @param from sender
 * @param server through which they are sent, without the password
 * @param afterSession when a session is followed by one: Never, OnFailure or Always
 * @param periodicity when a report of all data sources is sent, as {@link MailDays} has it
 */
record MailSettings(Told told, List<String> to, String from, Server server, String afterSession, int periodicity) {

    /** Restores have readers of their own, where these are set. */
    enum Told {
        EVERYTHING, ALL_BUT_RESTORES, RESTORES;

        boolean covers(SessionReport report) {
            return this == EVERYTHING || (this == RESTORES) == (report.type() == SessionReport.Type.RESTORE);
        }
    }

    /** Of these settings of a device, on that computer; of all but restores, if somebody else is told of those. */
    static MailSettings of(Map<String, String> settings, String computer) {
        Told told = addresses(settings, Setting.RESTORE_MAIL_ADDRESS).isEmpty() ? Told.EVERYTHING
                : Told.ALL_BUT_RESTORES;
        return of(settings, computer, told, Setting.MAIL_ADDRESS, Setting.MAIL_AFTER_SESSION,
                Setting.MAIL_SEND_PERIODICITY);
    }

    /** Of restores, for those who are told of nothing else. */
    static MailSettings ofRestores(Map<String, String> settings, String computer) {
        return of(settings, computer, Told.RESTORES, Setting.RESTORE_MAIL_ADDRESS, Setting.RESTORE_MAIL_AFTER_SESSION,
                Setting.RESTORE_MAIL_SEND_PERIODICITY);
    }

    private static List<String> addresses(Map<String, String> settings, Setting setting) {
        return Stream.of(settings.get(setting.word()).split("[,;]")).map(String::strip)
                .filter(address -> !address.isEmpty()).toList();
    }

    private static MailSettings of(Map<String, String> settings, String computer, Told told, Setting address,
            Setting afterSession, Setting periodicity) {
        String user = settings.get(Setting.MAIL_USER.word());
        var server = new Server(settings.get(Setting.MAIL_SERVER.word()),
                Integer.parseInt(settings.get(Setting.MAIL_PORT.word())), security(settings), user, "");
        return new MailSettings(told, addresses(settings, address),
                sender(settings.get(Setting.MAIL_SENDER.word()), user, computer), server,
                settings.get(afterSession.word()), Integer.parseInt(settings.get(periodicity.word())));
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
        return isOn() && told.covers(report) && switch (afterSession) {
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
