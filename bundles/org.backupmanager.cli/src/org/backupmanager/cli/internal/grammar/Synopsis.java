package org.backupmanager.cli.internal.grammar;

import java.util.List;

import org.backupmanager.cli.internal.text.Table.Column;

/**
 * What help and parser know about a command. Its purpose is the text {@code <name>.purpose}, its examples {@code
 * <name>.example.1} and so on.
 *
 * @param name the verb
 * @param options what it takes
 * @param columns what it prints, where that is a table
 * @param hidden whether only {@code help -h} shows it
 */
public record Synopsis(String name, List<Option> options, List<Column> columns, boolean hidden) {

    public Synopsis {
        options = List.copyOf(options);
        columns = List.copyOf(columns);
    }

    /** A command that prints no table. */
    public static Synopsis of(String name, Option... options) {
        return new Synopsis(name, List.of(options), List.of(), false);
    }

    /** A command for programs rather than people. */
    public static Synopsis hidden(String name, Option... options) {
        return new Synopsis(name, List.of(options), List.of(), true);
    }

    /** This command with a table. */
    public Synopsis printing(Column... table) {
        return new Synopsis(name, options, List.of(table), hidden);
    }
}
