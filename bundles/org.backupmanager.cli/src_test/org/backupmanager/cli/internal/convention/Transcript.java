package org.backupmanager.cli.internal.convention;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.backupmanager.cli.internal.fake.Lab.Result;

/** What somebody typed, after {@code $}, and what came of it: output, errors after {@code !}, exit code unless 0. */
public final class Transcript {

    private Transcript() {
    }

    /** The same commands again, in their order, with what comes of them now. */
    public static String again(String before, Function<String[], Result> shell) {
        var text = new StringBuilder();
        before.lines().filter(line -> line.startsWith("$ ")).forEach(line -> {
            Result result = shell.apply(words(line.substring(2)).toArray(String[]::new));
            text.append(line).append('\n').append(result.out());
            result.err().lines().forEach(error -> text.append("! ").append(error).append('\n'));
            if (result.exitCode() != 0) {
                text.append("exit ").append(result.exitCode()).append('\n');
            }
        });
        return text.toString();
    }

    /** As a shell splits a line; double quotes hold blanks together. */
    public static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        boolean open = false;
        for (char c : (line + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
                open = true;
            } else if (c != ' ' || quoted) {
                word.append(c);
                open = true;
            } else if (open) {
                words.add(word.toString());
                word.setLength(0);
                open = false;
            }
        }
        return words;
    }
}
