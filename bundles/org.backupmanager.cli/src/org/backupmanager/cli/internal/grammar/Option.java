package org.backupmanager.cli.internal.grammar;

import java.util.List;

/**
 * An option of a command. Its explanation is the text {@code <command>.<name>}, or {@code option.<name>} where commands
 * share it.
 *
 * @param name with its dash
 * @param kind what it takes
 * @param required whether the command cannot do without
 * @param repeatable whether it may be given more than once
 * @param fallback what counts where it is not given; empty for nothing
 * @param words the words it takes, where only some fit
 * @param hidden whether only {@code help -h} shows it
 */
public record Option(String name, Kind kind, boolean required, boolean repeatable, String fallback, List<String> words,
        boolean hidden) {

    /** What an option takes; the name of the constant in lower case is the key of what help calls it. */
    public enum Kind {
        FLAG, NAME, TEXT, NUMBER, TIME, CLOCK, LIST, SOURCE, PATH, FOLDER, FILE, STORAGE, MASK, WORD, COMMAND
    }

    private static Option plain(String name, Kind kind) {
        return new Option(name, kind, false, false, "", List.of(), false);
    }

    /** Given or not. */
    public static Option flag(String name) {
        return plain(name, Kind.FLAG);
    }

    /** Takes one value of that kind. */
    public static Option value(String name, Kind kind) {
        return plain(name, kind);
    }

    /** Takes one of these words. */
    public static Option oneOf(String name, String... words) {
        return new Option(name, Kind.WORD, false, false, "", List.of(words), false);
    }

    /** This option, needed. */
    public Option needed() {
        return new Option(name, kind, true, repeatable, fallback, words, hidden);
    }

    /** This option, to be given as often as wanted. */
    public Option many() {
        return new Option(name, kind, required, true, fallback, words, hidden);
    }

    /** This option with what counts where it is not given. */
    public Option otherwise(String value) {
        return new Option(name, kind, required, repeatable, value, words, hidden);
    }

    /** This option, shown to those who ask for hidden ones only. */
    public Option secret() {
        return new Option(name, kind, required, repeatable, fallback, words, true);
    }

    public boolean takesValue() {
        return kind != Kind.FLAG;
    }

    /** Whether several values may follow one name, as the masks of {@code -add}. */
    public boolean takesList() {
        return kind == Kind.MASK;
    }
}
