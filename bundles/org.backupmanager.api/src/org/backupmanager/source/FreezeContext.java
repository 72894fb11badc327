package org.backupmanager.source;

import java.nio.file.Path;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
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

    /** Where to tell how far a preparation is (a dump, a snapshot), and to ask whether to go on. */
    Progress progress();
}
