package org.backupmanager.cli.internal.manual;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;

/** The man page: one for the program, with a part for each command that is no hidden one. */
final class ManPage {

    private final List<Synopsis> synopses;
    private final StringBuilder page = new StringBuilder(1 << 16);

    ManPage(List<Command> table) {
        synopses = table.stream().map(Command::synopsis).filter(synopsis -> !synopsis.hidden()).toList();
    }

    /** In the language of man pages. */
    String text() {
        request(".TH CLIENTTOOL 1 \"\" \"Backup Manager\" \"Backup Manager\"");
        request(".SH NAME");
        line("clienttool - " + Messages.text("man.name"));
        request(".SH SYNOPSIS");
        request(".B clienttool");
        line("[OPTIONS] COMMAND [OPTIONS]");
        request(".SH DESCRIPTION");
        line(Messages.text("man.about"));
        request(".SH OPTIONS");
        Globals.options().stream().filter(option -> !option.hidden())
                .forEach(option -> entry(Explanation.usage(option), Explanation.ofGlobal(option)));
        request(".SH COMMANDS");
        synopses.forEach(this::command);
        request(".SH \"EXIT STATUS\"");
        Explanation.exitCodes().forEach(code -> entry(code.substring(0, code.indexOf(' ')),
                code.substring(code.indexOf(' ')).strip()));
        request(".SH ENVIRONMENT");
        entry("BACKUP_MANAGER_HOME", Messages.text("man.variable"));
        request(".SH FILES");
        line(Messages.text("man.files"));
        entry("config.ini", Messages.text("man.config"));
        entry("StatusReport.xml, SessionReport.xml", Messages.text("man.reports"));
        entry("logs/", Messages.text("man.log"));
        return page.toString();
    }

    private void command(Synopsis synopsis) {
        request(".SS " + escaped(synopsis.name()));
        line(Explanation.purpose(synopsis));
        request(".PP");
        line(Explanation.usage(synopsis));
        for (Option option : synopsis.options()) {
            if (!option.hidden()) {
                entry(Explanation.usage(option), Explanation.of(synopsis, option));
            }
        }
        if (!synopsis.columns().isEmpty()) {
            request(".PP");
            line(Messages.text("help.columns") + ":");
            synopsis.columns().forEach(column -> entry(column.header(), Explanation.of(synopsis, column)));
        }
        request(".PP");
        request(".EX");
        Explanation.examples(synopsis).forEach(example -> line("clienttool " + example));
        request(".EE");
    }

    private void entry(String term, String text) {
        request(".TP");
        request(".B " + escaped(term));
        line(text);
    }

    private void request(String text) {
        page.append(text).append('\n');
    }

    private void line(String text) {
        page.append(escaped(text)).append('\n');
    }

    /** As it stands: nothing in it is a command, and a dash is one that can be copied. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
