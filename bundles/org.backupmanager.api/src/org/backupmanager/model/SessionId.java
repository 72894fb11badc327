package org.backupmanager.model;

/** A session of a device: numbers rise with each session, backup or restore, and are never used twice. */
public record SessionId(long number) implements Comparable<SessionId> {

    public SessionId {
        if (number < 1) {
            throw new IllegalArgumentException("sessions count from 1, not " + number);
        }
    }

    @Override
    public int compareTo(SessionId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
