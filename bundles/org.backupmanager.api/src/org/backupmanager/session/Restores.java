package org.backupmanager.session;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.backupmanager.model.SessionId;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.osgi.annotation.versioning.ProviderType;

/** What a device does about restores besides running them. Safe for use by many threads. */
@ProviderType
public interface Restores {

    /** Restores to where things came from that can be undone, newest first. */
    List<Undoable> undoable() throws BackupException;

    /**
     * Starts to undo a restore: what it replaced comes back, what it made goes. What others changed since stays and is
     * a trouble of the session. After an undo without troubles nothing is kept any more; any other can be done again.
     *
     * @throws BackupException {@code NOTHING_TO_UNDO}: nothing was started
     */
    Session undo(SessionId restore) throws BackupException;

    /**
     * Gives up what is kept of a restore.
     *
     * @throws BackupException {@code NOTHING_TO_UNDO}
     */
    void forgetUndo(SessionId restore) throws BackupException;

    /**
     * Starts to export what a plan leads to into an archive, instead of restoring it. Nothing of the file is seen under
     * its name before it is whole.
     *
     * @param plan its place and what it says of existing files mean nothing here
     * @param file that is not there yet
     * @throws BackupException as {@link Sessions#startRestore}; {@code TARGET_DENIED} where the file is there or cannot
     *         be made: nothing was started
     */
    Session export(RecoveryPlan plan, Path file, ArchiveFormat format) throws BackupException;

    /** The same, to a stream of this process, which stays open. */
    Session exportTo(RecoveryPlan plan, OutputStream out, ArchiveFormat format) throws BackupException;

    /**
     * A restore that can be undone.
     *
     * @param session of the restore
     * @param source id of its data source
     * @param start of the restore
     * @param expires when what is kept goes by itself
     * @param items that it wrote
     * @param bytes that replaced files take
     * @param complete whether everything that it replaced was kept
     */
    record Undoable(SessionId session, String source, Instant start, Instant expires, long items, long bytes,
            boolean complete) {
    }
}
