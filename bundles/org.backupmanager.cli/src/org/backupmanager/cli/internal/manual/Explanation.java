package org.backupmanager.cli.internal.manual;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table.Column;

/** What a person is told about commands, their options and columns. */
public final class Explanation {

    private static final int MOST_EXAMPLES = 99;

    private Explanation() {
    }

    /** What a command does. */
    public static String purpose(Synopsis synopsis) {
        return Messages.text(synopsis.name() + ".purpose");
    }

    /** How the whole command is written, options that are not needed in brackets. */
    public static String usage(Synopsis synopsis) {
        var usage = new StringBuilder(synopsis.name());
        for (Option option : synopsis.options()) {
            String text = usage(option) + (option.repeatable() ? " ..." : "");
            usage.append(' ').append(option.required() ? text : "[" + text + "]");
        }
        return usage.toString();
    }

    /** How an option is written, with what it takes. */
    public static String usage(Option option) {
        return option.takesValue() ? option.name() + " " + Messages.text("kind." + option.kind()) : option.name();
    }

    /** What an option of that command does, takes, and is without being given. */
    public static String of(Synopsis synopsis, Option option) {
        var text = new StringBuilder(Messages.find(synopsis.name() + "." + option.name())
                .orElseGet(() -> Messages.text("option." + option.name())));
        if (!option.words().isEmpty()) {
            text.append(' ').append(Messages.text("help.words", String.join(", ", option.words())));
        }
        if (!option.fallback().isEmpty()) {
            text.append(' ').append(Messages.text("help.fallback", option.fallback()));
        }
        if (option.repeatable()) {
            text.append(' ').append(Messages.text(option.takesList() ? "help.list" : "help.repeatable"));
        }
        return text.toString();
    }

    /** What an option of every command does. */
    public static String ofGlobal(Option option) {
        return Messages.text("option." + option.name());
    }

    /** What a column of that command holds. */
    public static String of(Synopsis synopsis, Column column) {
        return Messages.find(synopsis.name() + "." + column.header())
                .orElseGet(() -> Messages.text("column." + column.header()));
    }

    /** Command lines to try, without the name of the program. */
    public static List<String> examples(Synopsis synopsis) {
        return IntStream.rangeClosed(1, MOST_EXAMPLES).mapToObj(i -> Messages.find(synopsis.name() + ".example." + i))
                .takeWhile(Optional::isPresent).map(Optional::orElseThrow).toList();
    }

    /** What the numbers mean that commands end with, one in a line: number, blanks, meaning. */
    public static List<String> exitCodes() {
        return Messages.text("help.exit.codes").lines().toList();
    }
}
