package org.backupmanager.plan;

import java.time.Instant;
import java.util.SortedMap;

import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The archiving rules of a device, by number, and the marks that they have set. A rule counts from the moment it was
 * added, changed or made active; changing or removing it touches no mark. Marks are in the storage. Safe for use by
 * many threads.
 */
@ProviderType
public interface Archiving {

    /** All rules, in the order of their numbers. */
    SortedMap<Integer, ArchivingRule> all();

    /**
     * Adds a rule.
     *
     * @return its number, never used before
     * @throws BackupException {@code BAD_ARGUMENT} where it names a data source that is not there, has no name or never
     *        comes
     */
    int add(ArchivingRule rule) throws BackupException;

    /** Replaces a rule; {@code BAD_ARGUMENT} as for {@link #add}, or where there is no such number. */
    void change(int number, ArchivingRule rule) throws BackupException;

    /** Removes a rule; {@code BAD_ARGUMENT} where there is no such number. */
    void remove(int number) throws BackupException;

    /** When each active rule comes next, by number. */
    SortedMap<Integer, Instant> next();

    /**
     * Takes the mark from a session, which expires like any other from then on. Cannot be undone.
     *
     * @throws BackupException {@code NO_SESSION} where it bears no mark
     */
    void clear(SessionId session) throws BackupException;
}
