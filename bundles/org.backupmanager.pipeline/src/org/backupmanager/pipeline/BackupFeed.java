package org.backupmanager.pipeline;

import java.io.IOException;
import java.util.Optional;

import org.backupmanager.content.SliceId;
import org.backupmanager.session.BackupException;

/** Where a {@link BackupLine} gets its work and where it tells what became of it. Safe for use by many threads. */
public interface BackupFeed {

    /** The next item to read; empty when there is none left for now. */
    Optional<Work> next() throws BackupException;

    /**
     * Asked by each reader when {@link #next} was empty and all that it has read was handed on: waits until there is
     * more to read.
     *
     * @return whether there may be more; false ends the reader
     */
    default boolean awaitMore() throws InterruptedException {
        return false;
    }

    /** A slice of an item goes to the storage, since it was not there and not on its way either. */
    default void fresh(long ticket, SliceId slice) {
        // not everybody wants to know
    }

    /**
     * All content of an item is on its way to the storage.
     *
     * @param changed whether the item changed while it was read
     */
    void stored(long ticket, Content content, boolean changed) throws BackupException;

    /** An item could not be read, or not to its end. */
    void failed(long ticket, IOException cause) throws BackupException;

    /**
     * One item to read.
     *
     * @param ticket what the feed knows it by
     * @param size bytes it should have; 0 where nobody knows
     * @param opener opens it
     */
    record Work(long ticket, long size, Opener opener) {
    }

    /** Opens an item. */
    @FunctionalInterface
    interface Opener {
        ContentReading open() throws IOException;
    }
}
