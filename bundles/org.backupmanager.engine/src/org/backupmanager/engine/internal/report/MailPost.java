package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.report.Letter.Kind;
import org.backupmanager.engine.internal.report.Letter.Told;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.report.MailTransport;
import org.backupmanager.report.MailTransport.Mail;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/**
 * Writes mails about a device and hands them over.
 *
 * @param device that is told about
 * @param home that keeps the password
 * @param machine that the device is on
 * @param clock that dates mails
 * @param transports those that are installed
 * @param restores whether it writes to those who are told of restores only
 */
record MailPost(Device device, Home home, Machine machine, InstantSource clock,
        Supplier<Optional<MailTransport>> transports, boolean restores) implements Mailer.Post {

    static final String PASSWORD = "mail-password";
    /** Errors that a mail lists of each of many sessions. */
    private static final int FEW_ERRORS = 5;

    /** As the settings are now. */
    MailSettings settings() {
        return restores ? MailSettings.ofRestores(device.settings(), machine.name())
                : MailSettings.of(device.settings(), machine.name());
    }

    @Override
    public void sessions(SortedSet<SessionId> ended) throws BackupException {
        List<Told> told = told(report -> ended.contains(report.id()), Letter.MOST_ERRORS);
        if (!told.isEmpty()) {
            send(Kind.SESSION, told);
        }
    }

    @Override
    public void report(LocalDate since) throws BackupException {
        Instant from = since.atTime(MailDays.MORNING).atZone(machine.zone().get()).toInstant();
        MailSettings.Told covered = settings().told();
        List<Told> told = told(report -> covered.covers(report) && !report.start().isBefore(from)
                && report.end().isPresent(), FEW_ERRORS);
        // a report without any restore would tell nothing
        if (!restores || !told.isEmpty()) {
            send(restores ? Kind.RESTORES : Kind.REPORT, told);
        }
    }

    /** Shows whether mails arrive. */
    void test() throws BackupException {
        settings().check();
        send(restores ? Kind.RESTORES_TEST : Kind.TEST, List.of());
    }

    private List<Told> told(Predicate<SessionReport> wanted, int errors) throws BackupException {
        List<Told> told = new ArrayList<>();
        for (SessionReport report : device.sessions().reports()) {
            if (told.size() < Letter.MOST_SESSIONS && wanted.test(report)) {
                List<Trouble> troubles = SessionXml.mayHaveTroubles(report)
                        ? device.sessions().troubles(report.id(), errors) : List.of();
                told.add(new Told(report, label(report.source()), troubles));
            }
        }
        return told;
    }

    private String label(String source) {
        return device.sources().stream().filter(each -> each.id().equals(source)).map(each -> each.label()).findFirst()
                .orElse(source.equals(SessionReport.ALL) ? Words.text("mail.storage") : source);
    }

    private void send(Kind kind, List<Told> sessions) throws BackupException {
        MailSettings settings = settings();
        MailTransport transport = transports.get().orElseThrow(() ->
                new BackupException(Code.MAIL_FAILED, settings.server(), Words.text("mail.notInstalled")));
        ZoneId zone = machine.zone().get();
        List<Standing> standings = restores ? List.of() : Standing.of(device, device.sessions().reports());
        var letter = new Letter(device.name(), machine.name(), kind, standings, sessions, clock.instant(), zone);
        transport.send(settings.server(password()), new Mail(settings.from(), settings.to(), letter.subject(),
                new LetterText(letter).text(), new LetterHtml(letter).text()));
        System.getLogger(MailPost.class.getName()).log(System.Logger.Level.INFO,
                Words.text("mail.sent", letter.subject()));
    }

    private String password() throws BackupException {
        return home.readText(PASSWORD).orElse("");
    }
}
