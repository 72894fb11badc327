package org.backupmanager.model;

/**
 * An exclusion mask: {@code *} stands for any characters (separators too), {@code ?} for one. A mask without '/' (or
 * '\') is matched against each single
 * name on the way to an item, so that {@code *.tmp} and {@code node_modules} work anywhere; one with a separator
 * against the whole path as
 * {@link ItemPath#toString} shows it. Upper and lower case are the same only if the mask is made so.
 */
public final class Mask {

    private final String text;
    private final String pattern;
    private final boolean wholePath;
    private final boolean ignoreCase;

    private Mask(String text, boolean ignoreCase) {
        this.text = text;
        this.ignoreCase = ignoreCase;
        this.wholePath = text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
        String slashed = wholePath ? text.replace('\\', '/') : text;
        this.pattern = ignoreCase ? slashed.toLowerCase(java.util.Locale.ROOT) : slashed;
    }

    /** The mask of this text; blanks at its ends do not count. Not empty. */
    public static Mask of(String text) {
        return make(text, false);
    }

    /** As {@link #of}, for file systems on which case makes no difference. */
    public static Mask ignoringCase(String text) {
        return make(text, true);
    }

    private static Mask make(String text, boolean ignoreCase) {
        String clean = text.strip();
        if (clean.isEmpty()) {
            throw new IllegalArgumentException("a mask is not empty");
        }
        return new Mask(clean, ignoreCase);
    }

    /** Whether the item itself is excluded; what is below an excluded folder is never asked. */
    public boolean matches(ItemPath path) {
        if (path.isRoot()) {
            return false;
        }
        String candidate = wholePath ? path.toString() : ItemPath.show(path.name());
        return matches(ignoreCase ? candidate.toLowerCase(java.util.Locale.ROOT) : candidate);
    }

    /** The classic two-pointer wildcard match: linear but for the last star. */
    private boolean matches(String candidate) {
        int p = 0;
        int c = 0;
        int star = -1;
        int resume = 0;
        while (c < candidate.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = c;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == candidate.charAt(c))) {
                p++;
                c++;
            } else if (star >= 0) {
                p = star + 1;
                c = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Whether upper and lower case are the same to it. */
    public boolean ignoresCase() {
        return ignoreCase;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && text.equals(mask.text) && ignoreCase == mask.ignoreCase;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The mask as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
