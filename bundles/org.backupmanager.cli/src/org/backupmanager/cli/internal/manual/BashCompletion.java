package org.backupmanager.cli.internal.manual;

import java.util.stream.Collectors;

import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.manual.ShellWords.Values;

/** The script for bash. */
final class BashCompletion {

    private static final String BEGIN = """
            # Completion of clienttool for bash; written by "clienttool completion bash"
            _clienttool() {
                local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= i
                COMPREPLY=()
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case ${COMP_WORDS[i]} in
                        %s) verb=${COMP_WORDS[i]}; break ;;
                    esac
                done
                case "$verb $before" in
            """;
    private static final String BETWEEN = """
                esac
                case $verb in
            """;
    private static final String END = """
                    *) COMPREPLY=($(compgen -W '%s %s' -- "$current")) ;;
                esac
            }
            complete -F _clienttool clienttool ClientTool backup-manager
            """;

    private final ShellWords words;

    BashCompletion(ShellWords words) {
        this.words = words;
    }

    String text() {
        var text = new StringBuilder(BEGIN.formatted(String.join("|", words.verbs())));
        for (Values values : words.values()) {
            text.append("        ").append(values.verb().isEmpty() ? "*" : "'" + values.verb()).append(
                    values.verb().isEmpty() ? "' " + values.option() + "'" : " " + values.option() + "'").append(") ")
                    .append(action(values)).append("return ;;\n");
        }
        text.append(BETWEEN);
        for (Synopsis synopsis : words.synopses()) {
            text.append("        ").append(synopsis.name()).append(") COMPREPLY=($(compgen -W '")
                    .append(ShellWords.options(synopsis).stream().map(Option::name).collect(Collectors.joining(" ")))
                    .append("' -- \"$current\")) ;;\n");
        }
        return text.append(END.formatted(String.join(" ", words.verbs()), Globals.options().stream()
                .filter(option -> !option.hidden()).map(Option::name).collect(Collectors.joining(" ")))).toString();
    }

    private static String action(Values values) {
        return switch (values.hint()) {
            case WORDS -> "COMPREPLY=($(compgen -W '" + String.join(" ", values.words()) + "' -- \"$current\")); ";
            case FILES -> "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); ";
            case FOLDERS -> "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$current\"); ";
            case ANYTHING -> "";
        };
    }
}
