package org.backupmanager.pipeline;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.session.BackupException;

/** What a {@link BackupLine} knows of the storage. Safe for use by many threads. */
public interface CabinetStore {

    /** Whether the slice is stored. */
    boolean knows(SliceId slice);

    /**
     * Stores a cabinet for good and lets it be {@link #knows known}; on return it outlives a crash. Fails for good only
     * after its own retries.
     */
    void put(FinishedCabinet cabinet) throws BackupException;

    /**
     * Keeps a copy of a frame of a directory cabinet that was put before.
     *
     * @param bytes the frame, as {@link KeptFrame} packs it
     */
    void keep(CabinetDirectory cabinet, int frame, byte[] bytes) throws BackupException;
}
