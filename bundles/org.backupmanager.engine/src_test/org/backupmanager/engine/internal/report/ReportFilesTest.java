package org.backupmanager.engine.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.plan.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What scripts read in StatusReport.xml and SessionReport.xml. */
class ReportFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Machine MACHINE = new Machine("files-01.example", "Linux", () -> "192.0.2.7", "1.0.0",
            () -> BERLIN);

    private static SessionReport backup(long id, String source, State state, String start, Totals totals) {
        Instant begin = Instant.parse(start);
        boolean runs = state == State.IN_PROCESS;
        return new SessionReport(new SessionId(id), source, Type.BACKUP, state, id == 2, begin,
                runs ? Optional.empty() : Optional.of(begin.plus(Duration.ofSeconds(95))), totals);
    }

    private static Totals totals(long n, long errors) {
        return new Totals(n, 1000 * n, n / 2, 500 * n, 100 * n, errors, 1);
    }

    private static List<SessionReport> sessions() {
        return List.of(backup(5, "FileSystem", State.SKIPPED, "2026-11-23T05:00:00Z", totals(0, 1)),
                backup(4, "FileSystem", State.COMPLETED_WITH_ERRORS, "2026-11-22T23:30:00Z", totals(40, 2)),
                backup(3, "MySql", State.FAILED, "2026-11-21T22:59:59Z", totals(3, 1)),
                backup(2, "FileSystem", State.COMPLETED, "2026-11-20T12:00:00Z", totals(20, 0)),
                backup(1, "MySql", State.COMPLETED, "2026-10-27T12:00:00Z", totals(10, 0)));
    }

    private static Standing standing(String source) {
        return new Standing(source, source, sessions().stream().filter(report -> report.source().equals(source))
                .toList());
    }

    private static StatusXml.Facts facts(String name) {
        return new StatusXml.Facts(name, List.of(standing("FileSystem"), standing("MySql")),
                source -> source.equals("MySql") ? new RetentionPolicy(3, 7, 0, 0, 0) : RetentionPolicy.EVERYTHING,
                123_456_789, "Failed");
    }

    private String golden(String file) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    @Test
    void theStatusReportHasTheNamesAndCodesThatScriptsRead() throws Exception {
        assertEquals(golden("StatusReport.xml"), new StatusXml(facts("files-01"), MACHINE, NOW).text());
    }

    @Test
    void theSessionReportHasEachSessionWithItsErrors() throws Exception {
        var xml = new SessionXml(sessions(), (report, limit) -> List.of(
                new Trouble(report.start(), ItemPath.parse("/srv/a & b<c>.txt"), Code.ITEM_UNREADABLE, Severity.ERROR,
                        "It could not be read: access is denied.")), NOW);
        assertEquals(golden("SessionReport.xml"), xml.text());
    }

    @Test
    void theColourBarBeginsTodayAndHasOneDigitForEachOf28Days() throws Exception {
        Document status = parse(new StatusXml(facts("files-01"), MACHINE, NOW).text());
        // 23:30 UTC was today in Berlin already, but was followed by the skipped session; 22:59:59 UTC was the 21st
        assertEquals("7005000000000000000000000000", text(status, "PluginFileSystem-ColorBar"));
        assertEquals("0020000000000000000000000005", text(status, "PluginMySql-ColorBar"));
        assertEquals("7025000000000000000000000005", text(status, "PluginTotal-ColorBar"));
    }

    @Test
    void statesOfTwoDigitsHaveOneInTheColourBar() {
        for (State state : State.values()) {
            assertTrue(Character.isDigit(ColourBar.digit(state)), state.toString());
        }
        assertEquals('2', ColourBar.digit(State.OVER_QUOTA));
        assertEquals('8', ColourBar.digit(State.COMPLETED_WITH_ERRORS));
    }

    @Test
    void anyNameCanBeReadBack() throws Exception {
        String name = "a<b>&\"'\u00e4\u4e2d ]]> ";
        assertEquals(name, text(parse(new StatusXml(facts(name), MACHINE, NOW).text()), "Account"));
    }

    @Test
    void whatXmlCannotHoldIsShownInsteadOfBreakingTheFile() throws Exception {
        ItemPath path = ItemPath.parse("/a\u0001\n\uffff").child(new byte[] {(byte) 0xff, 'x'});
        var xml = new SessionXml(sessions(), (report, limit) -> List.of(
                new Trouble(NOW, path, Code.ITEM_UNREADABLE, Severity.ERROR, "lone \ud800 half\tx")), NOW);
        Document read = parse(xml.text());
        assertEquals("/a\\x01\\x0a\\uFFFF/\\xffx", text(read, "Path"));
        assertEquals("lone \\uD800 half\\x09x", text(read, "Content"));
    }

    @Test
    void theSessionReportStaysSmall() throws Exception {
        List<SessionReport> many = new ArrayList<>();
        for (int i = 1000; i > 0; i--) {
            many.add(backup(i, "FileSystem", State.COMPLETED_WITH_ERRORS, "2026-11-20T12:00:00Z", totals(1, 5000)));
        }
        List<Integer> limits = new ArrayList<>();
        Document read = parse(new SessionXml(many, (report, limit) -> {
            limits.add(limit);
            return List.of();
        }, NOW).text());
        assertEquals(SessionXml.MOST_SESSIONS, read.getElementsByTagName("Session").getLength());
        assertEquals("1000", text(read, "Id"));
        assertEquals(SessionXml.MOST_SESSIONS, limits.size());
        assertTrue(limits.stream().allMatch(limit -> limit == SessionXml.MOST_ERRORS));
    }

    @Test
    void sessionsThatWentWellAreNotAskedForErrors() throws Exception {
        List<SessionReport> asked = new ArrayList<>();
        new SessionXml(sessions(), (report, limit) -> {
            asked.add(report);
            return List.of();
        }, NOW).text();
        assertFalse(asked.stream().anyMatch(report -> report.state() == State.COMPLETED), asked::toString);
        assertEquals(3, asked.size());
    }
}
