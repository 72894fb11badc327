package org.backupmanager.storage;

/**
 * The name of a stored object: parts of 1 to 80 characters out of {@code a-z 0-9 . _ -}, joined by '/', at most 200 in
 * all. No part begins with a dot, so that
 * a name can never leave the place it is kept in.
 *
 * @param value the name
 */
public record ObjectName(String value) implements Comparable<ObjectName> {

    private static final int LONGEST = 200;
    private static final int LONGEST_PART = 80;

    public ObjectName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a name for a stored object: " + value);
        }
    }

    /**
     * Whether this text can be the name of a stored object. Listings ask it for each file, so no regular expression.
     */
    public static boolean isName(String value) {
        int inPart = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/') {
                if (inPart == 0) {
                    return false;
                }
                inPart = 0;
            } else if (!isAllowed(c) || c == '.' && inPart == 0 || ++inPart > LONGEST_PART) {
                return false;
            }
        }
        return inPart > 0 && value.length() <= LONGEST;
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    /** This name with one more part. */
    public ObjectName child(String part) {
        return new ObjectName(value + "/" + part);
    }

    /** The last part. */
    public String lastPart() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(ObjectName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
