package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.session.BackupException;

/**
 * The text of {@code SessionReport.xml}: the newest {@value #MOST_SESSIONS} sessions, newest first, each with its first
 * {@value #MOST_ERRORS} errors, so that it stays small. Times are UTC.
 *
 * @param reports all sessions, newest first
 * @param troubles what was met in them
 * @param now when it is written
 */
record SessionXml(List<SessionReport> reports, Troubles troubles, Instant now) {

    static final int MOST_SESSIONS = 100;
    static final int MOST_ERRORS = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Where troubles are read. */
    @FunctionalInterface
    interface Troubles {

        /** The first of a session, at most {@code limit}. */
        List<Trouble> of(SessionReport session, int limit) throws BackupException;
    }

    String text() throws BackupException {
        var xml = new XmlText("SessionStatistics");
        for (SessionReport report : reports.subList(0, Math.min(MOST_SESSIONS, reports.size()))) {
            session(xml, report);
        }
        return xml.done();
    }

    private void session(XmlText xml, SessionReport report) throws BackupException {
        Totals totals = report.totals();
        xml.begin("Session")
                .add("Id", report.id())
                .add("Plugin", report.source())
                .add("Type", report.type().word())
                .add("Status", report.state().word())
                .add("StatusCode", report.state().code())
                .add("Archived", report.archived() ? 1 : 0)
                .add("StartTimeUTC", TIME.format(report.start()))
                .add("EndTimeUTC", report.end().map(TIME::format).orElse(""))
                .add("Duration", report.duration(now).toSeconds())
                .add("SelectedCount", totals.selectedCount())
                .add("SelectedSize", totals.selectedSize())
                .add("ProcessedCount", totals.processedCount())
                .add("ProcessedSize", totals.processedSize())
                .add("SentSize", totals.sentSize())
                .add("RemovedCount", totals.removedCount())
                .add("ErrorsCount", totals.errorCount());
        if (mayHaveTroubles(report)) {
            errors(xml, troubles.of(report, MOST_ERRORS));
        }
        xml.end();
    }

    /** Whether it is worth to ask: sessions without an error are most of them. */
    static boolean mayHaveTroubles(SessionReport report) {
        return report.end().isPresent()
                && (report.totals().errorCount() > 0 || report.state() != SessionReport.State.COMPLETED);
    }

    private static void errors(XmlText xml, List<Trouble> troubles) {
        if (troubles.isEmpty()) {
            return;
        }
        xml.begin("Errors");
        for (Trouble trouble : troubles) {
            xml.begin("Error")
                    .add("TimeUTC", TIME.format(trouble.time()))
                    .add("Path", trouble.path())
                    .add("Code", trouble.code())
                    .add("Severity", trouble.severity() == Severity.ERROR ? "Error" : "Warning")
                    .add("Content", trouble.detail())
                    .end();
        }
        xml.end();
    }
}
