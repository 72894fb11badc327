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
            heading("help.commands");
            for (Command command : commands) {
                Synopsis synopsis = command.synopsis();
                if (all || !synopsis.hidden()) {
                    entry(synopsis.name(), Messages.text(synopsis.name() + ".purpose"));
                }
            }
            heading("help.globals");
            for (Option option : Globals.options()) {
                if (all || !option.hidden()) {
                    entry(usage(option), Messages.text("option." + option.name()));
                }
            }
            heading("help.exits");
            for (String line : Messages.text("help.exit.codes").split("\n", -1)) {
                output.line("  " + line);
            }
            output.line();
            output.line(Messages.text("help.more"));
        }

        void command(Synopsis synopsis) {
            output.line(style.bold(synopsis.name()));
            wrapped("  ", Messages.text(synopsis.name() + ".purpose"));
            heading("help.usage");
            var usage = new StringBuilder(synopsis.name());
            for (Option option : synopsis.options()) {
                String text = usage(option) + (option.repeatable() ? " ..." : "");
                usage.append(' ').append(option.required() ? text : "[" + text + "]");
            }
            wrapped("  ", usage.toString());
            if (!synopsis.options().isEmpty()) {
                heading("help.options");
                synopsis.options().forEach(option -> entry(usage(option), explanation(synopsis, option)));
            }
            if (!synopsis.columns().isEmpty()) {
                heading("help.columns");
                for (Column column : synopsis.columns()) {
                    entry(column.header(), Messages.find(synopsis.name() + "." + column.header())
                            .orElseGet(() -> Messages.text("column." + column.header())));
                }
            }
            examples(synopsis);
        }

        private void examples(Synopsis synopsis) {
            heading("help.examples");
            int i = 1;
            for (Optional<String> example = Messages.find(synopsis.name() + ".example.1"); example.isPresent();
                    example = Messages.find(synopsis.name() + ".example." + ++i)) {
                output.line("  " + example.get());
            }
        }

        private static String explanation(Synopsis synopsis, Option option) {
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

        private static String usage(Option option) {
            return option.takesValue() ? option.name() + " " + Messages.text("kind." + option.kind()) : option.name();
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
