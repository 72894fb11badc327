package org.backupmanager.cli.internal.grammar;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Option.Kind;

/** Options that every command understands. */
public final class Globals {

    public static final String HOME = "-home";
    public static final String MACHINE_READABLE = "-machine-readable";
    public static final String NON_INTERACTIVE = "-non-interactive";
    public static final String NO_HEADER = "-no-header";
    public static final String DELIMITER = "-delimiter";
    public static final String VERSION = "-version";
    public static final String CONFIG_PATH = "-config-path";
    public static final String PATH = "-path";

    private Globals() {
    }

    /** All of them. */
    public static List<Option> options() {
        return List.of(Option.value(HOME, Kind.FOLDER), Option.flag(MACHINE_READABLE), Option.flag(NON_INTERACTIVE),
                Option.flag(NO_HEADER), Option.value(DELIMITER, Kind.TEXT), Option.flag(VERSION),
                Option.value(CONFIG_PATH, Kind.FILE).secret(), Option.value(PATH, Kind.FILE).secret());
    }
}
