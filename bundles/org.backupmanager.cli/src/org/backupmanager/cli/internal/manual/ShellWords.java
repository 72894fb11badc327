package org.backupmanager.cli.internal.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.absent.KnownSources;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;

/** What can stand at each place of a command line, as far as it is known without a device; nothing hidden. */
final class ShellWords {

    private static final String ALL = "All";

    private final List<Synopsis> synopses;

    /** What can stand after an option. */
    enum Hint {
        /** One of the words. */
        WORDS,
        /** A file or folder. */
        FILES,
        /** A folder. */
        FOLDERS,
        /** Something that nobody can guess. */
        ANYTHING
    }

    /**
     * The values of an option.
     *
     * @param verb of the command; empty for every one
     * @param option that stands before
     * @param words for {@link Hint#WORDS}
     */
    record Values(String verb, String option, Hint hint, List<String> words) {
    }

    ShellWords(List<Command> table) {
        synopses = table.stream().map(Command::synopsis).filter(synopsis -> !synopsis.hidden()).toList();
    }

    List<Synopsis> synopses() {
        return synopses;
    }

    List<String> verbs() {
        return synopses.stream().map(Synopsis::name).toList();
    }

    /** Options that are shown, of a command and of every one. */
    static List<Option> options(Synopsis synopsis) {
        return Stream.concat(synopsis.options().stream(), Globals.options().stream())
                .filter(option -> !option.hidden()).toList();
    }

    /** The values of all options that take one; those of single commands come first. */
    List<Values> values() {
        var all = new ArrayList<Values>();
        for (Synopsis synopsis : synopses) {
            synopsis.options().stream().filter(Option::takesValue)
                    .forEach(option -> all.add(values(synopsis.name(), option)));
        }
        Globals.options().stream().filter(Option::takesValue).forEach(option -> all.add(values("", option)));
        return all;
    }

    private Values values(String verb, Option option) {
        Hint hint = switch (option.kind()) {
            case WORD, SOURCE, COMMAND -> Hint.WORDS;
            case LIST -> option.name().equals("-datasources") ? Hint.WORDS : Hint.ANYTHING;
            case FOLDER -> Hint.FOLDERS;
            case FILE, PATH, STORAGE -> Hint.FILES;
            default -> Hint.ANYTHING;
        };
        List<String> words = switch (option.kind()) {
            case WORD -> option.words();
            case COMMAND -> verbs();
            case SOURCE, LIST -> Stream.concat(KnownSources.NAMES.stream(), Stream.of(ALL)).toList();
            default -> List.of();
        };
        return new Values(verb, option.name(), hint, words);
    }
}
