package org.backupmanager.model;

import java.time.Instant;

/**
 * Bad news about one item; the session goes on.
 *
 * @param time when it was met
 * @param path the item
 * @param code its kind
 * @param severity whether data is missing from the session
 * @param detail cause and remedy, in the language of the person
 */
public record Trouble(Instant time, ItemPath path, Code code, Severity severity, String detail) {

    /** Whether data is missing. */
    public enum Severity {
        /** The session holds the item, but a person should know something about it. */
        WARNING,
        /** The session does not hold the item, or not all of it. */
        ERROR
    }
}
