package org.backupmanager.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Breaks text into lines. */
final class Words {

    private Words() {
    }

    /** Lines of at most that many characters, unless a single word is longer; at least one line. */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var words = new StringTokenizer(text, " ");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
