package org.backupmanager.pipeline;

import java.security.SecureRandom;

import org.backupmanager.pipeline.internal.BackupStages;
import org.backupmanager.session.BackupException;

/**
 * Content on its way into cabinets: read and slice, then hash, leave out what is known, compress and seal, then
 * transfer; each stage on its own threads with
 * bounded queues between them, so that memory does not grow with the size of the data.
 * <p>
 * One thread calls {@link #run} once. Beside it or after it any thread calls {@link #record} for the folders of a
 * session and then {@link #flush}: when that has returned, all that was told to the feed as stored and all records
 * outlive a crash. The first failure of any stage stops all of them and is thrown.
 */
public final class BackupLine implements AutoCloseable {

    private final BackupStages stages;

    /**
     * @param vault whose keys are used
     * @param store where cabinets go
     * @param gate asked between slices
     * @param chance for keys of cabinets and for the choice among open ones
     */
    public BackupLine(Vault vault, LineSettings settings, CabinetStore store, Gate gate, SecureRandom chance) {
        stages = new BackupStages(vault, settings, store, gate, chance);
    }

    /** Reads all items of the feed until no more come; returns when each was told as stored or failed. */
    public void run(BackupFeed feed) throws BackupException, InterruptedException {
        stages.run(feed);
    }

    /** Packs a directory record and returns its content. */
    public Content record(PackedOutput record) throws BackupException {
        return stages.record(record);
    }

    /**
     * Stores everything that was packed so far; others may go on meanwhile.
     *
     * @param wanted asked again and again while it waits for the storage
     */
    public void flush(Gate wanted) throws BackupException, InterruptedException {
        stages.flush(wanted);
    }

    /** Stops what runs and waits for it; cabinets that are complete may stay in the storage. */
    @Override
    public void close() {
        stages.close();
    }
}
