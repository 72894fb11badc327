package org.backupmanager.cli.internal.grammar;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person may have meant. */
public final class Nearest {

    private Nearest() {
    }

    /** The word nearest to what was typed, unless none is near. */
    public static Optional<String> of(String typed, Collection<String> words) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String word : words) {
            // Whole as well, where the slip is in what most words begin with
            int distance = Math.min(distance(bare(typed), bare(word)), distance(typed.toLowerCase(Locale.ROOT), word));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return least <= Math.max(2, bare(typed).length() / 3) ? Optional.of(best) : Optional.empty();
    }

    /** Without what is the same for most words: dashes, and the {@code control.} in front. */
    private static String bare(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int dashes = 0;
        while (dashes < lower.length() && lower.charAt(dashes) == '-') {
            dashes++;
        }
        String bare = lower.substring(dashes);
        return bare.startsWith("control.") ? bare.substring("control.".length()) : bare;
    }

    /** Letters to insert, remove, replace or swap with their neighbour. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, i, j, d);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] d) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
