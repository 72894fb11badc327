package org.backupmanager.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One kind of data, offered as a service; stateless between calls.
 * <ul>
 * <li>{@code browse} never freezes anything and returns within a second.
 * <li>Two scans of unchanged data give equal items; a change of content or attributes gives other attributes.
 * <li>An item that cannot be read is told as trouble; a source that does not work at all is a {@link BackupException}.
 * <li>What {@code target} writes from the items of a scan, a scan finds equal.
 * <li>No password appears in an argument list, a log or a message.
 * </ul>
 * Implementers: run {@code DataSourceContract}.
 */
@ConsumerType
public interface DataSource {

    /** Its name on the command line, such as {@code FileSystem}; never changes. */
    String id();

    /** Its name for a person, such as "Files and folders". */
    String label();

    /** One sentence for a person who wonders what it protects. */
    String description();

    /** Whether it can be used here. */
    Availability availability();

    /** Whether its items are files that a person knows by the kinds of their names, such as pictures. */
    default boolean keepsFiles() {
        return false;
    }

    /** What overlapping sessions of this source do. */
    Overlap overlap();

    /**
     * What may be ticked directly below a path, in the order to show; empty where there is nothing or it cannot be
     * read.
     */
    List<Selectable> browse(ItemPath parent) throws BackupException;

    /** What a person typed, as a path of this source: {@code /home/ann} or {@code C:\Users}. */
    ItemPath parse(String text) throws BackupException;

    /** A path of this source as a person knows it; {@link #parse} reads it back. */
    String show(ItemPath path);

    /** Freezes what was selected; the view is closed by the caller. */
    SourceView freeze(Selection selection, FreezeContext context) throws BackupException;

    /**
     * Releases what views of a device held when its process was killed: snapshots, for instance. Called when a device
     * is opened; views of this process that are open stay as they are.
     *
     * @param memory what {@link FreezeContext#memory} gave to them
     */
    default void recover(Path memory) throws BackupException {
        // most sources hold nothing that outlives the process
    }

    /**
     * Where items are put back.
     *
     * @param place a folder below which the whole paths are made; empty for where they came from
     * @param existing what happens to what is there already
     * @throws BackupException {@code TARGET_DENIED} where nothing could be written
     */
    RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException;

    /** Undoes restores; empty where this source cannot. */
    default Optional<Undoing> undoing() {
        return Optional.empty();
    }

    /** What two sessions of the same source do when they meet. */
    enum Overlap {
        /** Their queues are merged. */
        MERGES,
        /** The later one is skipped. */
        SKIPS
    }
}
