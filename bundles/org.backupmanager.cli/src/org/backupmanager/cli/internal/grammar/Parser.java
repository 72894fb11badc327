package org.backupmanager.cli.internal.grammar;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.backupmanager.cli.internal.grammar.Arguments.Pair;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.text.Times;

/**
 * Reads a command line. Options may stand before or after the command, so whether an option takes a value must not
 * depend on the command; a test watches
 * over that.
 */
public final class Parser {

    /** Options whose name may be left out. */
    private static final List<String> FIRST = List.of("-folder", "-shell");

    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, Option> known = new HashMap<>();
    private final String helpCommand;

    /**
     * @param helpCommand what an empty line and {@code -help} mean; it also takes a command's name without an option
     */
    public Parser(List<Command> table, String helpCommand) {
        this.helpCommand = helpCommand;
        for (Command command : table) {
            commands.put(command.synopsis().name(), command);
            command.synopsis().options().forEach(option -> known.put(option.name(), option));
        }
        Globals.options().forEach(option -> known.put(option.name(), option));
    }

    /** The call that these words mean. */
    public Parsed parse(List<String> words) throws UsageException {
        var line = new Line(words);
        line.read();
        Command command = command(line);
        List<Option> allowed = new ArrayList<>(command.synopsis().options());
        allowed.addAll(Globals.options());
        Map<String, List<String>> values = new HashMap<>();
        for (Pair pair : line.pairs) {
            Option option = option(command, allowed, pair.name());
            check(option, pair.value());
            List<String> given = values.computeIfAbsent(option.name(), name -> new ArrayList<>());
            if (!given.isEmpty() && !option.repeatable()) {
                throw new UsageException("usage.twice", option.name());
            }
            given.add(pair.value());
        }
        complete(command, allowed, values);
        return new Parsed(command, new Arguments(values, line.pairs));
    }

    private Command command(Line line) throws UsageException {
        String name = line.command.orElse(helpCommand);
        Command command = commands.get(name);
        if (command == null) {
            Optional<String> near = Nearest.of(name, new TreeSet<>(commands.keySet()));
            throw near.isPresent() ? new UsageException("usage.command.near", name, near.get())
                    : new UsageException("usage.command", name);
        }
        return command;
    }

    private static Option option(Command command, List<Option> allowed, String name) throws UsageException {
        var names = new TreeSet<String>();
        for (Option option : allowed) {
            if (option.name().equals(name)) {
                return option;
            }
            names.add(option.name());
        }
        String verb = command.synopsis().name();
        Optional<String> near = Nearest.of(name, names);
        throw near.isPresent() ? new UsageException("usage.option.near", name, verb, near.get())
                : new UsageException("usage.option", name, verb);
    }

    private static void check(Option option, String value) throws UsageException {
        if (option.kind() == Kind.WORD && option.words().stream().noneMatch(value::equalsIgnoreCase)) {
            throw new UsageException("usage.word", option.name(), value, String.join(", ", option.words()));
        }
        if (option.kind() == Kind.NUMBER && !isNumber(value)) {
            throw new UsageException("usage.number", option.name(), value);
        }
        if (option.kind() == Kind.TIME && Times.read(value, ZoneOffset.UTC).isEmpty()) {
            throw new UsageException("usage.time", option.name(), value);
        }
    }

    private static boolean isNumber(String value) {
        if (value.isEmpty() || value.length() > 9) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static void complete(Command command, List<Option> allowed, Map<String, List<String>> values)
            throws UsageException {
        for (Option option : allowed) {
            if (values.containsKey(option.name())) {
                continue;
            }
            if (option.required()) {
                throw new UsageException("usage.needed", command.synopsis().name(), option.name());
            }
            if (!option.fallback().isEmpty()) {
                values.put(option.name(), List.of(option.fallback()));
            }
        }
    }

    /** The words one after the other. */
    private final class Line {

        private final List<String> words;
        private final List<Pair> pairs = new ArrayList<>();
        private Optional<String> command = Optional.empty();
        private int next;

        Line(List<String> words) {
            this.words = words;
        }

        void read() throws UsageException {
            while (next < words.size()) {
                String word = words.get(next++);
                if (word.startsWith("-") && word.length() > 1) {
                    option(word);
                } else {
                    bare(word);
                }
            }
        }

        private void option(String word) throws UsageException {
            boolean aboutCommand = word.equals("-h") && command.isPresent() && !command.get().equals(helpCommand);
            if (aboutCommand || word.equals("-help") || word.equals("--help") || word.equals("-?")) {
                command.ifPresent(about -> pairs.add(new Pair("-command", about)));
                command = Optional.of(helpCommand);
                return;
            }
            Option option = known.get(word);
            if (option == null || !option.takesValue()) {
                pairs.add(new Pair(word, ""));
                // what follows an unknown option is most likely its value: the option is what is wrong
                next += option == null && next < words.size() && isValue(words.get(next)) ? 1 : 0;
                return;
            }
            do {
                if (next == words.size() || known.containsKey(words.get(next))) {
                    throw new UsageException("usage.value", word);
                }
                pairs.add(new Pair(word, words.get(next++)));
            } while (option.takesList() && next < words.size() && isValue(words.get(next)));
        }

        private boolean isValue(String word) {
            return !word.startsWith("-") && !commands.containsKey(word);
        }

        /** The first word without a dash is the command; few, such as quickstart and help, take one more. */
        private void bare(String word) throws UsageException {
            if (command.isEmpty()) {
                command = Optional.of(word);
                return;
            }
            Command known = commands.get(command.get());
            Optional<Option> first = known == null ? Optional.empty() : known.synopsis().options().stream()
                    .filter(option -> option.kind() == Kind.COMMAND || FIRST.contains(option.name())).findFirst();
            if (known != null && first.isEmpty()) {
                throw new UsageException("usage.word.extra", word, command.get());
            }
            first.ifPresent(option -> pairs.add(new Pair(option.name(), word)));
        }
    }
}
