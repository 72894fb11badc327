package org.backupmanager.engine.internal.report;

import java.util.Locale;
import java.util.Optional;

import org.backupmanager.engine.internal.report.Letter.Mood;
import org.backupmanager.engine.internal.report.Letter.Told;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;

/**
 * A mail as a page: one table of sessions and data sources, then what went wrong. Nothing in it has to be fetched;
 * states are words and signs, not colours alone; readers that are dark get dark colours.
 *
 * @param letter what it tells
 */
record LetterHtml(Letter letter) {

    /** Colours of light readers stand in each element, since many readers of mails heed no style sheet. */
    private static final String DARK = """
            @media (prefers-color-scheme: dark) {
            body, .page { background: #1c1f23 !important; color: #e6e8ea !important; }
            td, th { border-color: #3b4148 !important; color: #e6e8ea !important; }
            .soft, .soft td { color: #a3abb3 !important; }
            .good { background: #1f6f3a !important; color: #ffffff !important; }
            .doubtful { background: #8a6100 !important; color: #ffffff !important; }
            .bad { background: #a8322f !important; color: #ffffff !important; }
            .none { background: #3b4148 !important; color: #c5cbd1 !important; }
            }
            """;
    private static final String LINE = "border-bottom:1px solid #d5d9dd;";
    private static final String CELL = "padding:8px 12px 8px 0;vertical-align:top;";

    String text() {
        var html = new StringBuilder(8000);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<meta name=\"supported-color-schemes\" content=\"light dark\">\n")
                .append("<title>").append(escape(letter.subject())).append("</title>\n<style>\n").append(DARK)
                .append("</style>\n</head>\n<body class=\"page\" style=\"margin:0;padding:20px;background:#ffffff;")
                .append("color:#1c1f23;font:14px/1.45 -apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif\">\n");
        head(html);
        if (letter.kind() != Letter.Kind.RESTORES_TEST) {
            table(html);
        }
        letter.sessions().stream().filter(told -> !told.troubles().isEmpty()).forEach(told -> troubles(html, told));
        soft(html, (letter.standings().isEmpty() ? "" : Words.text("mail.signs") + " ") + Words.text("mail.foot"));
        return html.append("</body>\n</html>\n").toString();
    }

    private void head(StringBuilder html) {
        html.append("<h1 style=\"margin:0 0 4px;font-size:20px;font-weight:600\">")
                .append(badge(letter.mood(), Words.text("mood." + letter.mood().name()))).append(' ')
                .append(escape(letter.headline())).append("</h1>\n");
        soft(html, Words.text("mail.where", letter.device(), letter.machine(),
                Figures.time(letter.now(), letter.zone())));
        letter.test().ifPresent(test -> html.append("<p>").append(escape(test)).append("</p>\n"));
    }

    private static void soft(StringBuilder html, String text) {
        html.append("<p class=\"soft\" style=\"margin:8px 0 16px;color:#5b636b;font-size:13px\">").append(escape(text))
                .append("</p>\n");
    }

    private void table(StringBuilder html) {
        html.append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;"
                + "width:100%;max-width:820px;font-size:14px\">\n<tr>");
        for (String column : new String[] {"what", "state", "when"}) {
            head(html, column, "left");
        }
        for (String column : new String[] {"duration", "selected", letter.isOfRestores() ? "received" : "sent",
                "errors"}) {
            head(html, column, "right");
        }
        html.append("</tr>\n");
        letter.sessions().forEach(told -> row(html, Letter.type(told.report()) + ": " + told.label(),
                Optional.of(told.report()), CELL + LINE));
        for (Standing standing : letter.standings()) {
            row(html, standing.label(), standing.lastEnded(), CELL);
            bar(html, standing);
        }
        html.append("</table>\n");
    }

    private static void head(StringBuilder html, String column, String side) {
        html.append("<th class=\"soft\" style=\"padding:4px 12px 4px 0;border-bottom:2px solid #d5d9dd;text-align:")
                .append(side).append(";font-size:12px;font-weight:600;color:#5b636b\">")
                .append(escape(Words.text("mail.column." + column))).append("</th>");
    }

    /** @param style of its cells */
    private void row(StringBuilder html, String what, Optional<SessionReport> session, String style) {
        String number = style + "text-align:right;";
        String whole = "white-space:nowrap;";
        html.append("<tr>");
        cell(html, style + "font-weight:600;min-width:110px;", escape(what));
        if (session.isEmpty()) {
            cell(html, style, badge(Mood.NONE, Words.text("mail.never")));
            html.append("<td colspan=\"5\" style=\"").append(style).append("\"></td></tr>\n");
            return;
        }
        SessionReport report = session.get();
        Totals totals = report.totals();
        cell(html, style, badge(Mood.of(report.state()), Letter.state(report)));
        cell(html, style + whole, Figures.time(report.start(), letter.zone()));
        cell(html, number + whole, Figures.duration(report.duration(letter.now())));
        cell(html, number, escape(Words.text("mail.selected",
                unbroken(Words.counted("mail.items", totals.selectedCount())),
                unbroken(Figures.size(totals.selectedSize())))));
        cell(html, number + whole, moved(report));
        cell(html, number, Figures.count(totals.errorCount()));
        html.append("</tr>\n");
    }

    /** A number stays with its unit. */
    private static String unbroken(String text) {
        return text.replace(' ', '\u00a0');
    }

    /** As the column says; what went another way says so itself. */
    private String moved(SessionReport report) {
        Type usual = letter.isOfRestores() ? Type.RESTORE : Type.BACKUP;
        return report.type() == usual ? Figures.size(report.totals().sentSize()) : escape(Letter.moved(report));
    }

    private static void cell(StringBuilder html, String style, String content) {
        html.append("<td style=\"").append(style).append("\">").append(content).append("</td>");
    }

    /** A block for each day, the oldest to the left, with its sign in it. */
    private void bar(StringBuilder html, Standing standing) {
        html.append("<tr><td colspan=\"7\" style=\"padding:0 0 14px;" + LINE + "\">"
                + "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"2\"><tr>");
        String digits = standing.bar(letter.now(), letter.zone()).toString();
        for (int i = digits.length() - 1; i >= 0; i--) {
            Mood mood = Mood.of(digits.charAt(i));
            html.append("<td class=\"").append(name(mood)).append("\" style=\"width:16px;height:18px;text-align:center;"
                    + "font:11px monospace;border-radius:3px;").append(colours(mood)).append("\">")
                    .append(escape(Letter.sign(digits.charAt(i)))).append("</td>");
        }
        html.append("</tr></table></td></tr>\n");
    }

    private void troubles(StringBuilder html, Told told) {
        html.append("<h2 style=\"margin:20px 0 6px;font-size:16px;font-weight:600\">")
                .append(escape(Words.text("mail.errors", Letter.type(told.report()), told.label(),
                        told.report().id().toString()))).append("</h2>\n");
        for (Trouble trouble : told.troubles()) {
            html.append("<p style=\"margin:0 0 10px\"><code style=\"font-size:13px;word-break:break-all\">")
                    .append(escape(trouble.path().toString())).append("</code><br>").append(escape(trouble.detail()))
                    .append("</p>\n");
        }
        long more = told.report().totals().errorCount() - told.troubles().size();
        if (more > 0) {
            soft(html, LetterText.more(told.report(), more));
        }
    }

    private static String badge(Mood mood, String word) {
        return "<span class=\"" + name(mood) + "\" style=\"display:inline-block;padding:1px 8px;border-radius:9px;"
                + "font-size:12px;font-weight:600;white-space:nowrap;" + colours(mood) + "\">" + escape(word)
                + "</span>";
    }

    private static String name(Mood mood) {
        return mood.name().toLowerCase(Locale.ROOT);
    }

    private static String colours(Mood mood) {
        return switch (mood) {
            case GOOD -> "background:#d3efdb;color:#125427";
            case DOUBTFUL -> "background:#fbe7b5;color:#5e4100";
            case BAD -> "background:#f9d3d0;color:#7d1512";
            case NONE -> "background:#e6e9ec;color:#4a525a";
        };
    }

    /** Text as text, whatever is in it. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
