package org.backupmanager.cli.internal;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Nearest;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.manual.Explanation;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.Style;
import org.backupmanager.cli.internal.text.Table.Column;

/** Explains the commands, from the same table that runs them. */
final class Help implements LocalCommand {

    static final String NAME = "help";

    private static final int TEXT_AT = 34;
    private static final int WIDEST = 110;

    private final Supplier<List<Command>> table;

    Help(Supplier<List<Command>> table) {
        this.table = table;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of(NAME, Option.value("-command", Kind.COMMAND), Option.value("-c", Kind.COMMAND).secret(),
                Option.flag("-h"));
    }

    @Override
    public int run(Call call) throws UsageException {
        Optional<String> about = call.arguments().find("-command").or(() -> call.arguments().find("-c"));
        var page = new Page(call.output());
        if (about.isPresent()) {
            page.command(find(about.get()));
        } else {
            page.overview(table.get(), call.arguments().has("-h"));
        }
        return 0;
    }

    private Synopsis find(String name) throws UsageException {
        var names = new TreeSet<String>();
        for (Command command : table.get()) {
            if (command.synopsis().name().equals(name)) {
                return command.synopsis();
            }
            names.add(command.synopsis().name());
        }
        Optional<String> near = Nearest.of(name, names);
        throw near.isPresent() ? new UsageException("usage.command.near", name, near.get())
                : new UsageException("usage.command", name);
    }

    /** What is printed. */
    private static final class Page {

        private final Output output;
        private final Style style;
        private final int width;

        Page(Output output) {
            this.output = output;
            this.style = output.style();
            this.width = style.isTerminal() ? Math.clamp(style.columns() - 1, 60, WIDEST) : WIDEST;
        }

        void overview(List<Command> commands, boolean all) {
            output.line(style.bold(Messages.text("help.title")));
            output.line();
            output.line(Messages.text("help.form"));
            output.line(Messages.text("help.console"));
            heading("help.commands");
            for (Command command : commands) {
                Synopsis synopsis = command.synopsis();
                if (all || !synopsis.hidden()) {
                    entry(synopsis.name(), Explanation.purpose(synopsis));
                }
            }
            heading("help.globals");
            for (Option option : Globals.options()) {
                if (all || !option.hidden()) {
                    entry(Explanation.usage(option), Explanation.ofGlobal(option));
                }
            }
            heading("help.exits");
            for (String line : Explanation.exitCodes()) {
                output.line("  " + line);
            }
            output.line();
            output.line(Messages.text("help.more"));
        }

        void command(Synopsis synopsis) {
            output.line(style.bold(synopsis.name()));
            wrapped("  ", Explanation.purpose(synopsis));
            heading("help.usage");
            wrapped("  ", Explanation.usage(synopsis));
            if (!synopsis.options().isEmpty()) {
                heading("help.options");
                synopsis.options().forEach(option -> entry(Explanation.usage(option),
                        Explanation.of(synopsis, option)));
            }
            if (!synopsis.columns().isEmpty()) {
                heading("help.columns");
                for (Column column : synopsis.columns()) {
                    entry(column.header(), Explanation.of(synopsis, column));
                }
            }
            heading("help.examples");
            Explanation.examples(synopsis).forEach(example -> output.line("  " + example));
        }

        private void heading(String key) {
            output.line();
            output.line(style.bold(Messages.text(key)));
        }

        private void entry(String name, String text) {
            if (name.length() + 4 > TEXT_AT) {
                output.line("  " + name);
                wrapped(" ".repeat(TEXT_AT), text);
                return;
            }
            String first = "  " + name + " ".repeat(TEXT_AT - 2 - name.length());
            List<String> lines = Words.wrap(text, width - TEXT_AT);
            output.line(first + lines.getFirst());
            lines.stream().skip(1).forEach(line -> output.line(" ".repeat(TEXT_AT) + line));
        }

        private void wrapped(String indent, String text) {
            Words.wrap(text, width - indent.length()).forEach(line -> output.line(indent + line));
        }
    }
}
