package org.backupmanager.source;

import java.nio.file.Path;

import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Undoes restores to where things came from. What belongs to one restore is told by a folder of notes, which the caller
 * makes, and removes in the end.
 * <ul>
 * <li>A restore that ends at any instant, in any way, leaves the old or the new item under each name, and can be
 * undone.
 * <li>What was replaced comes back as it was; what was not there is removed.
 * <li>What somebody else changed after the restore stays as it is, and is told.
 * <li>An undo that was stopped can be done again.
 * </ul>
 */
@ConsumerType
public interface Undoing {

    /**
     * A target for where items came from that overwrites, and keeps what it replaces.
     *
     * @param notes a folder that is there
     * @param most bytes to keep at most; what is replaced after that is lost, which is told once
     */
    RestoreTarget target(Path notes, long most) throws BackupException;

    /** What is kept of a restore. */
    Kept kept(Path notes) throws BackupException;

    /** Brings everything back. */
    void undo(Path notes, Teller teller) throws BackupException;

    /** Removes what is kept: the restore cannot be undone any more. */
    void forget(Path notes) throws BackupException;

    /**
     * What is kept of a restore.
     *
     * @param items that it wrote
     * @param bytes that its replaced files take
     * @param complete whether everything that it replaced was kept
     */
    record Kept(long items, long bytes, boolean complete) {
    }

    /** Hears how an undo goes. */
    interface Teller {

        /** An item is as it was. */
        void done(ItemPath path) throws BackupException;

        /** An item could not be brought back. */
        void failed(ItemPath path, String cause) throws BackupException;
    }
}
