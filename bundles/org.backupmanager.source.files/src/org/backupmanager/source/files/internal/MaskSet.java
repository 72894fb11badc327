package org.backupmanager.source.files.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;

/**
 * Masks made ready for names that are plain ASCII without a backslash, which are matched as they lie in memory; for all
 * others the {@link Mask} itself is
 * asked. Both always say the same.
 */
final class MaskSet {

    private final List<Mask> masks;
    private final Compiled[] compiled;
    private final boolean wholePaths;
    private final Consumer<Mask> told;

    /** @param told of each mask that matched */
    MaskSet(List<Mask> masks, Consumer<Mask> told) {
        this.told = told;
        this.masks = masks;
        this.compiled = masks.stream().map(Compiled::new).toArray(Compiled[]::new);
        this.wholePaths = masks.stream().anyMatch(MaskSet::isWholePath);
    }

    private static boolean isWholePath(Mask mask) {
        return mask.toString().indexOf('/') >= 0 || mask.toString().indexOf('\\') >= 0;
    }

    /** Whether any mask matches the item; the name is that of the path. */
    boolean matches(ItemPath path, byte[] name) {
        if (compiled.length == 0) {
            return false;
        }
        byte[] whole = wholePaths ? path.bytes() : name;
        if (!isPlain(whole)) {
            Optional<Mask> found = masks.stream().filter(mask -> mask.matches(path)).findFirst();
            found.ifPresent(told);
            return found.isPresent();
        }
        for (Compiled mask : compiled) {
            if (mask.matches(mask.wholePath ? whole : name)) {
                told.accept(mask.mask);
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0 || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** One mask. A whole path is matched as if it had a '/' in front. */
    private static final class Compiled {

        private final Mask mask;
        private final char[] pattern;
        private final boolean wholePath;
        private final boolean ignoreCase;

        Compiled(Mask mask) {
            this.mask = mask;
            wholePath = isWholePath(mask);
            ignoreCase = mask.ignoresCase();
            String slashed = wholePath ? mask.toString().replace('\\', '/') : mask.toString();
            pattern = (ignoreCase ? slashed.toLowerCase(Locale.ROOT) : slashed).toCharArray();
        }

        /** The same two-pointer match as {@link Mask}. */
        boolean matches(byte[] bytes) {
            int length = wholePath ? bytes.length + 1 : bytes.length;
            int p = 0;
            int c = 0;
            int star = -1;
            int resume = 0;
            while (c < length) {
                if (p < pattern.length && pattern[p] == '*') {
                    star = p++;
                    resume = c;
                } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == at(bytes, c))) {
                    p++;
                    c++;
                } else if (star >= 0) {
                    p = star + 1;
                    c = ++resume;
                } else {
                    return false;
                }
            }
            while (p < pattern.length && pattern[p] == '*') {
                p++;
            }
            return p == pattern.length;
        }

        private char at(byte[] bytes, int index) {
            int place = wholePath ? index - 1 : index;
            char c = place < 0 ? '/' : (char) bytes[place];
            return ignoreCase && c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
    }
}
