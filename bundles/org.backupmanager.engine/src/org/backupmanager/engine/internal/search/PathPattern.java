package org.backupmanager.engine.internal.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * What a person searches for, as {@code Sessions.search} tells it. Works on bytes, since it is asked for every item of
 * every session: letters of ASCII are compared without regard to case as they stand; names with others are made text
 * first, and only where the pattern has such letters too.
 */
final class PathPattern {

    private final byte[] pattern;
    private final boolean plain;
    private final boolean wholePath;

    private PathPattern(byte[] pattern, boolean plain, boolean wholePath) {
        this.pattern = pattern;
        this.plain = plain;
        this.wholePath = wholePath;
    }

    /**
     * The pattern of this text.
     *
     * @throws BackupException {@code BAD_ARGUMENT} where there is nothing to search for
     */
    static PathPattern of(String text) throws BackupException {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            throw new BackupException(Code.BAD_ARGUMENT, text, Messages.text("pattern.empty"));
        }
        boolean wild = wanted.indexOf('*') >= 0 || wanted.indexOf('?') >= 0;
        byte[] bytes = (wild ? wanted : "*" + wanted + "*").getBytes(StandardCharsets.UTF_8);
        return new PathPattern(bytes, isAscii(bytes, 0, bytes.length), wanted.indexOf('/') >= 0);
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether whole paths, with a '/' in front, are to be compared, not names. */
    boolean isForPaths() {
        return wholePath;
    }

    /** Whether these bytes, a name or a path, fit. */
    boolean matches(byte[] bytes, int from, int to) {
        if (plain) {
            return fits(bytes, from, to);
        }
        if (isAscii(bytes, from, to)) {
            return false;
        }
        byte[] folded = new String(bytes, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.UTF_8);
        return fits(folded, 0, folded.length);
    }

    /** The classic two-pointer wildcard match: linear but for the last star. */
    private boolean fits(byte[] bytes, int from, int to) {
        int p = 0;
        int at = from;
        int star = -1;
        int resume = from;
        while (at < to) {
            byte wanted = p < pattern.length ? pattern[p] : 0;
            if (wanted == '*') {
                star = ++p;
                resume = at;
            } else if (wanted == '?') {
                at = nextLetter(bytes, at, to);
                p++;
            } else if (wanted != 0 && wanted == lower(bytes[at])) {
                at++;
                p++;
            } else if (star >= 0) {
                p = star;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
    }

    /** Behind a letter of one to four bytes. */
    private static int nextLetter(byte[] bytes, int at, int to) {
        int next = at + 1;
        if ((bytes[at] & 0xc0) == 0xc0) {
            while (next < to && (bytes[next] & 0xc0) == 0x80) {
                next++;
            }
        }
        return next;
    }
}
