package org.backupmanager.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.session.Progress;

/** What a data source is told, and whom it tells, while it is backed up. Safe for use by many threads. */
public interface FreezeContext {

    /**
     * Folders of the product itself (state, storage in a folder, program, temporary files) that are never part of a
     * backup.
     */
    List<Path> ownFolders();

    /** An item could not be looked at and is missing from the session; the arguments are those of the code's text. */
    void trouble(ItemPath path, Code code, Object... arguments);

    /** A mask has left an item out; where several match, one of them is told. */
    default void leftOut(Mask mask) {
        // whoever does not count need not hear
    }

    /** Where to tell how far a preparation is (a dump, a snapshot), and to ask whether to go on. */
    Progress progress();

    /** Whether the source may use that aid; where it may not, or cannot, it reads as it always could. */
    default boolean allows(Aid aid) {
        return false;
    }

    /**
     * A folder of the device, on its machine, in which the source keeps what it wants to know next time. It is there;
     * what is in it may be lost at any time.
     */
    default Optional<Path> memory() {
        return Optional.empty();
    }

    /** What a person may forbid a source to use. */
    enum Aid {
        /** Snapshots of file systems, from which it reads. */
        SNAPSHOTS,
        /** What the file system knows of changes within a file (Backup Accelerator); a hint. */
        ACCELERATOR,
        /** What the operating system tells of changes as they happen; a hint. */
        CHANGE_JOURNAL
    }
}
