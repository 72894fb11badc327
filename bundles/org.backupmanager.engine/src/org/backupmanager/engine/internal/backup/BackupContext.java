package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.hints.MaskUse;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.session.Progress;
import org.backupmanager.source.FreezeContext;

/** What the data source of a backup may know, and what it tells. */
final class BackupContext implements FreezeContext {

    private final BackupTask task;
    private final Progress progress;
    private final TroubleLog troubles;
    private final MaskUse masks;
    /** Chosen paths that the source told trouble about. */
    private final Set<ItemPath> told = ConcurrentHashMap.newKeySet();

    BackupContext(BackupTask task, Progress progress, TroubleLog troubles, MaskUse masks) {
        this.task = task;
        this.progress = progress;
        this.troubles = troubles;
        this.masks = masks;
    }

    @Override
    public List<Path> ownFolders() {
        return task.ownFolders();
    }

    @Override
    public void trouble(ItemPath path, Code code, Object... arguments) {
        if (task.selection().includes().containsKey(path)) {
            told.add(path);
        }
        boolean mild = code == Code.ITEM_VANISHED || code == Code.SNAPSHOT_FAILED;
        troubles.add(path, code, mild ? Severity.WARNING : Severity.ERROR, arguments);
    }

    /** Chosen paths that were not found, but for those of which the source has said more exactly what is wrong. */
    void tellMissed(Set<ItemPath> missed) {
        for (ItemPath path : missed) {
            if (!told.contains(path)) {
                troubles.add(path, Code.SELECTION_EMPTY, Severity.ERROR, task.source().label(),
                        Messages.text("selection.missed", task.source().show(path)));
            }
        }
    }

    @Override
    public void leftOut(Mask mask) {
        masks.leftOut(mask);
    }

    @Override
    public boolean allows(Aid aid) {
        return task.aids().allowed().contains(aid);
    }

    @Override
    public Optional<Path> memory() {
        return task.aids().memory();
    }

    @Override
    public Progress progress() {
        return progress;
    }
}
