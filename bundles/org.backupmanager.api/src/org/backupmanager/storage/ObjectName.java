package org.backupmanager.storage;

import java.util.regex.Pattern;

/**
 * The name of a stored object: parts of 1 to 80 characters out of {@code a-z 0-9 . _ -}, joined by '/', at most 200 in all. No part begins with a dot, so that
 * a name can never leave the place it is kept in.
 *
 * @param value the name
 */
public record ObjectName(String value) implements Comparable<ObjectName> {

    private static final String PART = "[a-z0-9_-][a-z0-9._-]{0,79}";
    private static final Pattern NAME = Pattern.compile(PART + "(/" + PART + ")*");

    public ObjectName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a name for a stored object: " + value);
        }
    }

    /** Whether this text can be the name of a stored object. */
    public static boolean isName(String value) {
        return value.length() <= 200 && NAME.matcher(value).matches();
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
