package org.backupmanager.engine.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When mails are sent. Tuesday, the 24th of November 2026, is the day it begins. */
class MailerTest {

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final Map<String, String> settings = new TreeMap<>(Map.of("MailAddress", "ann@example.org",
            "MailServer", "mail.example.org", "MailPort", "587", "MailSecurity", "STARTTLS", "MailUser", "",
            "MailSender", "", "MailAfterSession", "OnFailure", "MailSendPeriodicity", "0"));

    {
        settings.putAll(Map.of("RestoreMailAddress", "", "RestoreMailAfterSession", "Always",
                "RestoreMailSendPeriodicity", "3"));
    }

    private final List<String> sent = new ArrayList<>();
    private boolean serverGone;
    private Home home;
    private Mailer mailer;

    @BeforeEach
    void start() throws BackupException {
        home = Home.hold(folder, "a test");
        mailer = mailer();
    }

    @AfterEach
    void end() {
        mailer.close();
        home.close();
    }

    private Mailer mailer() {
        var machine = new Machine("files-01", "Linux", () -> "", "1", () -> ZoneOffset.UTC);
        return new Mailer(new Outbox(home), () -> MailSettings.of(settings, "files-01"), new Post(), clock, machine);
    }

    private final class Post implements Mailer.Post {

        @Override
        public void sessions(SortedSet<SessionId> ended) throws BackupException {
            deliver("sessions " + ended);
        }

        @Override
        public void report(LocalDate since) throws BackupException {
            deliver("report since " + since);
        }

        private void deliver(String mail) throws BackupException {
            synchronized (sent) {
                if (serverGone) {
                    throw new BackupException(Code.MAIL_FAILED, "mail.example.org:587", "nobody answers");
                }
                sent.add(mail);
            }
        }
    }

    /** The mailer of a process that nobody waits for: the thread is not started, the test looks itself. */
    private void noted(long id, State state) throws BackupException {
        var report = new SessionReport(new SessionId(id), "Fake", Type.BACKUP, state, false, clock.instant(),
                Optional.of(clock.instant()), Totals.NONE);
        if (MailSettings.of(settings, "files-01").tells(report)) {
            new Outbox(home).add(report.id());
        }
    }

    @Test
    void aFailureIsToldAndASuccessIsNot() throws Exception {
        noted(1, State.COMPLETED);
        noted(2, State.FAILED);
        noted(3, State.COMPLETED_WITH_ERRORS);
        noted(4, State.ABORTED);
        mailer.look();
        assertEquals(List.of("sessions [2, 3]"), sent);
        mailer.look();
        assertEquals(1, sent.size());
    }

    @Test
    void restoresAreToldToThoseWhoAreNamedForThemAndToNobodyElse() {
        var backup = new SessionReport(new SessionId(1), "Fake", Type.BACKUP, State.FAILED, false, clock.instant(),
                Optional.of(clock.instant()), Totals.NONE);
        var restore = new SessionReport(new SessionId(2), "Fake", Type.RESTORE, State.FAILED, false, clock.instant(),
                Optional.of(clock.instant()), Totals.NONE);
        assertTrue(MailSettings.of(settings, "files-01").tells(restore), "nobody is named for them");
        assertFalse(MailSettings.ofRestores(settings, "files-01").tells(restore));

        settings.put("RestoreMailAddress", "bob@example.org");
        MailSettings others = MailSettings.of(settings, "files-01");
        MailSettings restores = MailSettings.ofRestores(settings, "files-01");
        assertTrue(others.tells(backup) && !others.tells(restore));
        assertTrue(restores.tells(restore) && !restores.tells(backup));
        assertEquals(List.of("bob@example.org"), restores.to());
    }

    @Test
    void everySessionIsToldWhereThatIsSet() throws Exception {
        settings.put("MailAfterSession", "Always");
        noted(1, State.COMPLETED);
        mailer.look();
        settings.put("MailAfterSession", "Never");
        noted(2, State.FAILED);
        mailer.look();
        assertEquals(List.of("sessions [1]"), sent);
    }

    @Test
    void aMailThatCouldNotBeSentIsTriedAgainLaterAndLater() throws Exception {
        serverGone = true;
        noted(7, State.FAILED);
        assertEquals(Duration.ofMinutes(1), mailer.look());
        clock.advance(Duration.ofSeconds(59));
        assertEquals(Duration.ofSeconds(1), mailer.look());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Duration.ofMinutes(5), mailer.look());
        serverGone = false;
        mailer.look();
        assertEquals(List.of(), sent);
        clock.advance(Duration.ofMinutes(5));
        mailer.look();
        assertEquals(List.of("sessions [7]"), sent);
    }

    @Test
    void aMailThatFailedIsTriedAtOnceWithNewSettings() throws Exception {
        serverGone = true;
        noted(7, State.FAILED);
        mailer.look();
        serverGone = false;
        mailer.settingsChanged();
        mailer.look();
        assertEquals(List.of("sessions [7]"), sent);
    }

    @Test
    void whatWasNotToldIsToldByTheNextProcess() throws Exception {
        serverGone = true;
        noted(7, State.FAILED);
        mailer.look();
        mailer.close();
        serverGone = false;
        mailer = mailer();
        mailer.look();
        assertEquals(List.of("sessions [7]"), sent);
    }

    @Test
    void theEndOfAProcessWaitsUntilItsSessionIsTold() throws Exception {
        mailer.ended(new SessionReport(new SessionId(3), "Fake", Type.BACKUP, State.FAILED, false, clock.instant(),
                Optional.of(clock.instant()), Totals.NONE));
        mailer.close();
        assertEquals(List.of("sessions [3]"), sent);
    }

    @Test
    void aServerThatIsGoneForLongCostsTheOldestOnly() throws Exception {
        for (int i = 1; i <= Outbox.MOST + 5; i++) {
            noted(i, State.FAILED);
        }
        assertEquals(Outbox.MOST, new Outbox(home).sessions().size());
        assertEquals(6, new Outbox(home).sessions().first().number());
    }

    /** What a process that stays sends when it looks at these times. */
    private List<String> lookAt(String... times) throws Exception {
        mailer.publish();
        // its own thread has looked once, and waits
        Await.until("the process has looked", () -> {
            try {
                return new Outbox(home).reported().isPresent();
            } catch (BackupException failed) {
                throw new IllegalStateException(failed);
            }
        });
        for (String time : times) {
            clock.set(Instant.parse(time));
            mailer.look();
        }
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    @Test
    void aDailyReportComesOnceEachMorning() throws Exception {
        assertEquals(List.of("report since 2026-11-24", "report since 2026-11-25"), lookAt("2026-11-24T23:00:00Z",
                "2026-11-25T06:59:00Z", "2026-11-25T07:00:00Z", "2026-11-25T07:10:00Z", "2026-11-26T09:00:00Z"));
    }

    @Test
    void aReportThatWasMissedForDaysComesOnce() throws Exception {
        assertEquals(List.of("report since 2026-11-24"), lookAt("2026-11-29T12:00:00Z", "2026-11-29T12:10:00Z"));
    }

    @Test
    void aClockThatWasSetBackDoesNotStopReports() throws Exception {
        assertEquals(List.of("report since 2026-11-24", "report since 2026-11-20"), lookAt("2026-11-25T08:00:00Z",
                "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"));
    }

    @Test
    void daysAreThoseOfThePeriodicity() {
        LocalDate done = LocalDate.of(2026, 11, 24);
        assertEquals(Optional.of(LocalDate.of(2026, 11, 25)), due(1, done, "2026-11-27T08:00"));
        assertEquals(Optional.of(LocalDate.of(2026, 11, 28)), due(1, done, "2026-11-28T07:00"));
        assertEquals(Optional.empty(), due(2, done, "2026-11-28T06:59"));
        assertEquals(Optional.of(LocalDate.of(2026, 11, 28)), due(2, done, "2026-11-30T00:00"));
        assertEquals(Optional.empty(), due(3, done, "2026-12-24T08:00"));
    }

    private static Optional<LocalDate> due(int periodicity, LocalDate done, String now) {
        return MailDays.due(periodicity, done, LocalDateTime.parse(now));
    }

    @Test
    void withoutAnAddressNothingIsSentAndTheSettingIsNamed() throws Exception {
        noted(1, State.FAILED);
        settings.put("MailAddress", "");
        mailer.look();
        assertEquals(List.of(), sent);
        BackupException missing = assertThrows(BackupException.class,
                () -> MailSettings.of(settings, "files-01").check());
        assertTrue(missing.getMessage().contains("MailAddress"), missing.getMessage());
    }

    @Test
    void severalAddressesAndTheSenderAreUnderstood() {
        settings.put("MailAddress", "ann@example.org, bob@example.org;eve@example.org");
        MailSettings read = MailSettings.of(settings, "files-01");
        assertEquals(List.of("ann@example.org", "bob@example.org", "eve@example.org"), read.to());
        assertEquals("backup-manager@files-01", read.from());
        settings.put("MailUser", "backup@example.org");
        assertEquals("backup@example.org", MailSettings.of(settings, "files-01").from());
    }
}
