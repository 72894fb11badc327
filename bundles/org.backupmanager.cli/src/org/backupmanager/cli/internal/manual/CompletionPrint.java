package org.backupmanager.cli.internal.manual;

import java.util.List;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;

/** Prints what a shell needs to complete command lines, from the table that runs the commands. */
public final class CompletionPrint implements LocalCommand {

    private static final String SHELL = "-shell";
    private static final String BASH = "bash";

    private final Supplier<List<Command>> table;

    /** @param table all commands, this one included */
    public CompletionPrint(Supplier<List<Command>> table) {
        this.table = table;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("completion", Option.oneOf(SHELL, BASH, "zsh").needed());
    }

    @Override
    public int run(Call call) {
        var words = new ShellWords(table.get());
        boolean bash = call.arguments().get(SHELL).equalsIgnoreCase(BASH);
        (bash ? new BashCompletion(words).text() : new ZshCompletion(words).text()).lines()
                .forEach(call.output()::line);
        return 0;
    }
}
