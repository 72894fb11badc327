package org.backupmanager.plan;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The continuous restores of a device. After each backup session of its source the difference is restored: what is new
 * or changed is written, and what the restore itself put there and the session has no more is removed. Each run is a
 * restore session of its own. They are obeyed along with schedules. Safe for use by many threads.
 */
@ProviderType
public interface ContinuousRestores {

    /** All, by their numbers. */
    SortedMap<Integer, ContinuousRestore> all();

    /** Adds one; lasts as soon as it has returned its number. {@code BAD_ARGUMENT} where it makes no sense. */
    int add(ContinuousRestore restore) throws BackupException;

    /** Changes one. What was restored by it so far is remembered, if the folder stays the same. */
    void change(int number, ContinuousRestore restore) throws BackupException;

    /** Removes one; what it has restored stays. */
    void remove(int number) throws BackupException;

    /** How each of them stands, by its number; those that never ran are left out. */
    SortedMap<Integer, Standing> standing() throws BackupException;

    /**
     * What a continuous restore has come to.
     *
     * @param session whose state the folder has; empty before the first run has ended
     * @param start of that session
     * @param run the last restore session of it
     * @param problem why the last run did not start, or ended otherwise than Completed
     */
    record Standing(Optional<SessionId> session, Optional<Instant> start, Optional<SessionId> run,
            Optional<String> problem) {
    }
}
