package org.backupmanager.plan;

import java.time.Instant;
import java.util.SortedMap;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The schedules of a device, by number. A change lasts as soon as its method has returned, and counts from that moment:
 * times before it are not made up for. Safe for use by many threads.
 */
@ProviderType
public interface Schedules {

    /** All, in the order of their numbers. */
    SortedMap<Integer, Schedule> all();

    /**
     * Adds one.
     *
     * @return its number, never used before
     * @throws BackupException {@code BAD_ARGUMENT} where it names a data source or script that is not there, or has no
     *        name
     */
    int add(Schedule schedule) throws BackupException;

    /** Replaces one; {@code BAD_ARGUMENT} as for {@link #add}, or where there is no such number. */
    void change(int number, Schedule schedule) throws BackupException;

    /** Removes one; {@code BAD_ARGUMENT} where there is no such number. */
    void remove(int number) throws BackupException;

    /** When each active schedule comes next, by number. */
    SortedMap<Integer, Instant> next();

    /**
     * From now on this process starts what is planned, until the device is closed; what was missed meanwhile is made up
     * for where a schedule says so. For processes that hold the device for long; the second call changes nothing.
     */
    void obey() throws BackupException;

    /** Whether this process starts what is planned. */
    boolean obeyed();
}
