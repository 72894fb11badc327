package org.backupmanager.source.files.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.Undoing;

/**
 * The files of this computer in the way of its operating system; see {@link org.backupmanager.source.DataSource} for
 * what each call promises.
 */
interface FileTree extends AutoCloseable {

    List<Selectable> browse(ItemPath parent) throws BackupException;

    SourceView view(Selection selection, FreezeContext context) throws BackupException;

    /** Ends what goes on between backups. */
    @Override
    void close();

    void recover(Path memory) throws BackupException;

    RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException;

    default Optional<Undoing> undoing() {
        return Optional.empty();
    }
}
