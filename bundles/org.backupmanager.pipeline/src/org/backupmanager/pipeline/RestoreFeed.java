package org.backupmanager.pipeline;

import java.util.Optional;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/** Where a {@link RestoreLine} gets its work and where the slices go. Safe for use by many threads. */
public interface RestoreFeed {

    /** The next cabinet to read from; empty when there is none left. */
    Optional<Job> next() throws BackupException;

    /**
     * A slice, authenticated and hashed again: {@code plain[from, from + length)}, valid during the call.
     */
    void slice(Job job, int ordinal, byte[] plain, int from, int length) throws BackupException;

    /** That many bytes of a cabinet were read. */
    void received(long bytes);

    /** A slice that cannot be had; others can. */
    void lost(Job job, int ordinal, BackupException why) throws BackupException;

    /**
     * What to read from one cabinet.
     *
     * @param key what the feed knows the job by
     * @param name of the cabinet's object
     * @param directory of the cabinet
     * @param ordinals of the wanted slices, rising, each once
     */
    record Job(int key, ObjectName name, CabinetDirectory directory, int[] ordinals) {
    }
}
