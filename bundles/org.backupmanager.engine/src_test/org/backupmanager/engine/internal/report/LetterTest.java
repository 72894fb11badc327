package org.backupmanager.engine.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.backupmanager.engine.internal.report.Letter.Kind;
import org.backupmanager.engine.internal.report.Letter.Told;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.junit.jupiter.api.Test;

/** What mails say. */
class LetterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static SessionReport backup(long id, String source, State state, int daysAgo, long errors) {
        Instant start = NOW.minus(Duration.ofDays(daysAgo)).minusSeconds(3600);
        return new SessionReport(new SessionId(id), source, Type.BACKUP, state, false, start,
                Optional.of(start.plusSeconds(3723)),
                new Totals(1204, 1_900_000_000, 1000, 1_300_000_000, 84_000_000, errors, 3));
    }

    private static Standing files(State last) {
        return new Standing("FileSystem", "Files and folders", List.of(backup(31, "FileSystem", last, 0, 2),
                backup(30, "FileSystem", State.COMPLETED, 1, 0), backup(28, "FileSystem", State.FAILED, 3, 1)));
    }

    private static Letter letter(Kind kind, State state, String path) {
        Standing files = files(state);
        var trouble = new Trouble(NOW, ItemPath.parse(path), Code.ITEM_UNREADABLE, Severity.ERROR,
                "It could not be read: access is denied.");
        List<Told> sessions = kind == Kind.SESSION
                ? List.of(new Told(files.backups().getFirst(), "Files and folders", List.of(trouble))) : List.of();
        return new Letter("files-01", "files-01.example", kind, List.of(files, new Standing("MySql", "MySQL",
                List.of())), sessions, NOW, ZONE);
    }

    private static Letter restores(State... states) {
        List<Told> told = IntStream.range(0, states.length).mapToObj(i -> new Told(new SessionReport(
                new SessionId(40 - i), "FileSystem", Type.RESTORE, states[i], false, NOW.minusSeconds(90),
                Optional.of(NOW.minusSeconds(20)), new Totals(1, 1_900_000, 1, 1_900_000, 84_000_000, 1, 0)),
                "Files and folders", List.of())).toList();
        return new Letter("files-01", "files-01.example", Kind.RESTORES, List.of(), told, NOW, ZONE);
    }

    @Test
    void aReportOfRestoresSpeaksOfThemAndNotOfProtection() {
        assertEquals("files-01: Restore of Files and folders: Failed", restores(State.FAILED).subject());
        assertEquals("files-01: 3 restores, 2 failed",
                restores(State.FAILED, State.COMPLETED, State.FAILED).subject());
        assertEquals("files-01: 2 restores, 1 with errors",
                restores(State.COMPLETED, State.COMPLETED_WITH_ERRORS).subject());
        assertEquals("files-01: 2 restores, all completed",
                restores(State.COMPLETED, State.COMPLETED).subject());
        Letter letter = restores(State.COMPLETED);
        assertFalse(new LetterText(letter).text().contains("Days, today last"), "there are no bars of days");
        assertFalse(new LetterHtml(letter).text().contains("Days, today last"));
    }

    @Test
    void whatARestoreMovedWasReceivedNotSent() {
        Letter letter = restores(State.COMPLETED_WITH_ERRORS);
        assertTrue(new LetterText(letter).text().contains("\n  1 item, 1.9 MB selected; 84 MB received; 1 error\n"),
                new LetterText(letter).text());
        String html = new LetterHtml(letter).text();
        assertTrue(html.contains(">Received<") && !html.contains(">Sent<"), html);
        var mixed = new Letter("files-01", "files-01.example", Kind.SESSION, List.of(files(State.COMPLETED)),
                letter.sessions(), NOW, ZONE);
        String both = new LetterHtml(mixed).text();
        assertTrue(both.contains(">Sent<") && both.contains(">84 MB received<") && both.contains(">84 MB<"), both);
    }

    @Test
    void theSubjectSaysTheDeviceAndHowItStands() {
        assertEquals("files-01: Backup of Files and folders: Completed with errors",
                letter(Kind.SESSION, State.COMPLETED_WITH_ERRORS, "/a").subject());
        assertEquals("files-01: Not protected: Files and folders", letter(Kind.REPORT, State.FAILED, "/a").subject());
        assertEquals("files-01: Everything is protected", letter(Kind.REPORT, State.COMPLETED, "/a").subject());
        assertEquals("[Test] files-01: Protected, with errors: Files and folders",
                letter(Kind.TEST, State.COMPLETED_WITH_ERRORS, "/a").subject());
    }

    @Test
    void thePlainPartSaysEverythingInLines() {
        assertEquals("""
                Backup of Files and folders: Completed with errors
                Device files-01 on files-01.example, 2026-11-23 07:00

                Backup of Files and folders: Completed with errors (session 31)
                  began 2026-11-23 06:00, took 1:02:03
                  1,204 items, 1.9 GB selected; 84 MB sent; 2 errors
                  /srv/a.txt
                    It could not be read: access is denied.
                  and 1 more: control.session.error.list -datasource FileSystem -session 31

                Files and folders: Completed with errors
                  began 2026-11-23 06:00, took 1:02:03
                  1,204 items, 1.9 GB selected; 84 MB sent; 2 errors
                  last 28 days: ························-·+#

                MySQL: Never backed up
                  last 28 days: ····························

                Days, today last: + completed, # with errors, - failed, x aborted, & interrupted, ! did not run, > \
                runs, · none.
                Sent by Backup Manager. Who gets this, and when, is set in its Preferences under Mail.
                """, new LetterText(letter(Kind.SESSION, State.COMPLETED_WITH_ERRORS, "/srv/a.txt")).text());
    }

    @Test
    void thePageHasTheSameFactsAsThePlainPart() {
        String html = new LetterHtml(letter(Kind.SESSION, State.COMPLETED_WITH_ERRORS, "/srv/a.txt")).text();
        for (String fact : List.of("Completed with errors", "2026-11-23 06:00", "1:02:03",
                "1,204\u00a0items, 1.9\u00a0GB",
                "84 MB", "/srv/a.txt", "It could not be read: access is denied.", "and 1 more", "MySQL",
                "Never backed up")) {
            assertTrue(html.contains(fact), fact);
        }
        // four weeks of each of two data sources
        assertEquals(56, html.split("width:16px", -1).length - 1);
    }

    @Test
    void nothingOfThePageHasToBeFetchedAndItKnowsTheDark() {
        String html = new LetterHtml(letter(Kind.REPORT, State.FAILED, "/a")).text();
        for (String outside : List.of("http:", "https:", "src=", "url(", "<img", "<script", "<link")) {
            assertFalse(html.contains(outside), outside);
        }
        assertTrue(html.contains("prefers-color-scheme: dark") && html.contains("content=\"light dark\""));
    }

    @Test
    void namesCannotChangeThePage() {
        String html = new LetterHtml(letter(Kind.SESSION, State.FAILED, "/<script>alert(1)</script>&\"\n")).text();
        assertTrue(html.contains("/&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot; "), html);
        assertFalse(html.contains("<script"));
    }

    @Test
    void namesCannotChangeTheSubjectOrTheLinesOfThePlainPart() {
        String text = new LetterText(letter(Kind.SESSION, State.FAILED, "/a\nBcc: all")).text();
        assertTrue(text.contains("  /a Bcc: all\n"), text);
    }

    @Test
    void everyStateHasAWordAMoodAndASign() {
        for (State state : State.values()) {
            assertFalse(Letter.state(backup(1, "x", state, 0, 0)).isEmpty());
            assertFalse(Letter.sign(ColourBar.digit(state)).isEmpty());
        }
        assertTrue(IntStream.rangeClosed('0', '9').allMatch(digit -> Letter.Mood.of((char) digit) != null));
        for (Type type : Type.values()) {
            assertFalse(Words.text("type." + type.name()).isEmpty());
            assertFalse(Words.text("mail.moved." + type.name(), "1 MB").isEmpty());
        }
    }
}
