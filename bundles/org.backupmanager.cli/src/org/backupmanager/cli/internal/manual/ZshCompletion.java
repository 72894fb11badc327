package org.backupmanager.cli.internal.manual;

import java.util.List;
import java.util.stream.Collectors;

import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.manual.ShellWords.Values;

/** The script for zsh, which shows explanations, too. */
final class ZshCompletion {

    private static final String BEGIN = """
            #compdef clienttool ClientTool backup-manager
            # Completion of clienttool for zsh; written by "clienttool completion zsh"
            _clienttool() {
                local verb= word
                local -a known
                for word in ${words[2,CURRENT-1]}; do
                    case $word in
                        (%s) verb=$word; break ;;
                    esac
                done
                case "$verb ${words[CURRENT-1]}" in
            """;
    private static final String BETWEEN = """
                esac
                case $verb in
            """;
    private static final String END = """
                    (*) known=(%s)
                        _describe command known ;;
                esac
            }
            if [[ $funcstack[1] == _clienttool ]]; then
                _clienttool "$@"
            else
                compdef _clienttool clienttool ClientTool backup-manager
            fi
            """;

    private final ShellWords words;

    ZshCompletion(ShellWords words) {
        this.words = words;
    }

    String text() {
        var text = new StringBuilder(BEGIN.formatted(String.join("|", words.verbs())));
        for (Values values : words.values()) {
            text.append("        (").append(values.verb().isEmpty() ? "*" : "'" + values.verb()).append(
                    values.verb().isEmpty() ? "' " + values.option() + "'" : " " + values.option() + "'").append(") ")
                    .append(action(values)).append("return ;;\n");
        }
        text.append(BETWEEN);
        for (Synopsis synopsis : words.synopses()) {
            List<String> options = ShellWords.options(synopsis).stream().map(option -> described(option.name(),
                    synopsis.options().contains(option) ? Explanation.of(synopsis, option)
                            : Explanation.ofGlobal(option))).toList();
            text.append("        (").append(synopsis.name()).append(") known=(").append(String.join(" ", options))
                    .append(")\n            _describe -o option known ;;\n");
        }
        return text.append(END.formatted(words.synopses().stream()
                .map(synopsis -> described(synopsis.name(), Explanation.purpose(synopsis)))
                .collect(Collectors.joining(" ")))).toString();
    }

    /** In quotes; a colon ends the word and begins what explains it. */
    private static String described(String word, String explanation) {
        return "'" + (word.replace(":", "\\:") + ":" + explanation).replace("'", "'\\''") + "'";
    }

    private static String action(Values values) {
        return switch (values.hint()) {
            case WORDS -> "compadd -- " + String.join(" ", values.words()) + "; ";
            case FILES -> "_files; ";
            case FOLDERS -> "_files -/; ";
            case ANYTHING -> "";
        };
    }
}
