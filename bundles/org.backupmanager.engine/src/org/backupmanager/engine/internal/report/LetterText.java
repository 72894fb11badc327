package org.backupmanager.engine.internal.report;

import org.backupmanager.engine.internal.report.Letter.Told;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.Trouble;

/**
 * A mail for those who read no HTML: the same facts, line by line.
 *
 * @param letter what it tells
 */
record LetterText(Letter letter) {

    String text() {
        var text = new StringBuilder();
        line(text, letter.headline());
        line(text, Words.text("mail.where", letter.device(), letter.machine(),
                Figures.time(letter.now(), letter.zone())));
        letter.test().ifPresent(test -> line(text, test));
        for (Told told : letter.sessions()) {
            text.append('\n');
            session(text, told);
        }
        for (Standing standing : letter.standings()) {
            text.append('\n');
            standing(text, standing);
        }
        text.append('\n');
        if (!letter.standings().isEmpty()) {
            line(text, Words.text("mail.signs"));
        }
        line(text, Words.text("mail.foot"));
        return text.toString();
    }

    private void session(StringBuilder text, Told told) {
        SessionReport report = told.report();
        line(text, Words.text("mail.text.session", Letter.type(report), told.label(), Letter.state(report),
                report.id().toString()));
        figures(text, report);
        for (Trouble trouble : told.troubles()) {
            line(text, "  " + trouble.path());
            line(text, "    " + trouble.detail());
        }
        long more = report.totals().errorCount() - told.troubles().size();
        if (more > 0 && !told.troubles().isEmpty()) {
            line(text, "  " + more(report, more));
        }
    }

    static String more(SessionReport report, long more) {
        return Words.text("mail.more", Figures.count(more), report.source(), report.id().toString());
    }

    private void standing(StringBuilder text, Standing standing) {
        line(text, standing.lastEnded().map(last -> Words.text("mail.text.source", standing.label(),
                Letter.state(last))).orElseGet(() -> Words.text("mail.text.source", standing.label(),
                        Words.text("mail.never"))));
        standing.lastEnded().ifPresent(last -> figures(text, last));
        var bar = new StringBuilder();
        standing.bar(letter.now(), letter.zone()).toString().chars().forEach(digit ->
                bar.insert(0, Letter.sign((char) digit)));
        line(text, "  " + Words.text("mail.text.days", bar));
    }

    private void figures(StringBuilder text, SessionReport report) {
        Totals totals = report.totals();
        line(text, "  " + Words.text("mail.text.when", Figures.time(report.start(), letter.zone()),
                Figures.duration(report.duration(letter.now()))));
        line(text, "  " + Words.text("mail.text.figures", Words.counted("mail.items", totals.selectedCount()),
                Figures.size(totals.selectedSize()), Letter.moved(report),
                Words.counted("mail.count", totals.errorCount())));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.replaceAll("\\p{Cntrl}", " ")).append('\n');
    }
}
