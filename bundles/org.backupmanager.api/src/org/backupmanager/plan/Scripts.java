package org.backupmanager.plan;

import java.util.List;
import java.util.SortedMap;

import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/** The scripts of a device, by number, and how they went. Safe for use by many threads. */
@ProviderType
public interface Scripts {

    /** All, in the order of their numbers. */
    SortedMap<Integer, Script> all();

    /**
     * Adds one.
     *
     * @return its number, never used before
     * @throws BackupException {@code BAD_ARGUMENT} where it has no name or no content
     */
    int add(Script script) throws BackupException;

    /** Replaces one; {@code BAD_ARGUMENT} as for {@link #add}, or where there is no such number. */
    void change(int number, Script script) throws BackupException;

    /** Removes one; {@code BAD_ARGUMENT} where there is no such number or a schedule runs it. */
    void remove(int number) throws BackupException;

    /** The user that scripts run as: the one of this process. */
    String user();

    /** The scripts that ran for a session on this computer, in the order in which they did. */
    List<ScriptRun> runs(SessionId session) throws BackupException;
}
