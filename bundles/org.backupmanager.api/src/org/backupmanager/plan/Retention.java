package org.backupmanager.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How long sessions are kept. Archived and held sessions never go, nor do the newest restorable session of a data
 * source
 * and its newest one without errors. What goes can be brought back for a while. Safe for use by many threads.
 */
@ProviderType
public interface Retention {

    /** The policies by data source, those that keep everything left out. */
    SortedMap<String, RetentionPolicy> policies();

    /** Sets the policy of a data source; lasts as soon as it has returned. */
    void set(String source, RetentionPolicy policy) throws BackupException;

    /**
     * What would go and what would stay, newest first.
     *
     * @param others policies to try instead of the set ones, by data source
     */
    List<Fate> preview(Map<String, RetentionPolicy> others) throws BackupException;

    /** Removes what the set policies do not keep, and returns it; this is also done after each backup. */
    List<SessionReport> apply() throws BackupException;

    /** Sessions that a person holds. */
    Set<SessionId> held();

    /** The session does not go until it is released; {@code NO_SESSION} where it cannot be restored. */
    void hold(SessionId session) throws BackupException;

    /** Releases a held session; {@code NO_SESSION} where it is not held. */
    void release(SessionId session) throws BackupException;
}
