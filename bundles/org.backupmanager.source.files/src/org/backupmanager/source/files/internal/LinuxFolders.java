package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.files.internal.LinuxTree.Base;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.Kernel;

/**
 * The folders that a restore makes or finds on Linux. Those that exist stay as they are if what exists is kept; else
 * they get the attributes of the item. The root of the paths gets attributes only if it is a folder that this restore
 * made.
 */
final class LinuxFolders {

    private static final int IN_WORK = 0700;

    private final TargetFolders folders;
    private final AttributeWriter attributes;
    private final boolean keep;
    private final Optional<UndoKeeper> undo;
    private final boolean root;
    /** Folders that were there and are to stay as they were, with their permissions. */
    private final Map<ItemPath, Integer> kept = new ConcurrentHashMap<>();

    /**
     * @param folders open
     * @param attributes writes them
     * @param keep whether what exists is kept
     * @param undo is told what is made and found
     * @param root whether this process may do everything
     */
    LinuxFolders(TargetFolders folders, AttributeWriter attributes, boolean keep, Optional<UndoKeeper> undo,
            boolean root) {
        this.folders = folders;
        this.attributes = attributes;
        this.keep = keep;
        this.undo = undo;
        this.root = root;
    }

    /** Makes a folder, or takes the one that is there; it may be written into from then on. */
    void begin(Item folder) throws IOException {
        if (folder.path().isRoot()) {
            return;
        }
        folders.in(folder, (kernel, parent, name) -> {
            int result = kernel.makeFolder(parent.file(), name, IN_WORK);
            if (result == -Errno.EEXIST) {
                useExisting(kernel, parent.file(), folder.path(), name);
            } else {
                LinuxTarget.check(result);
                if (undo.isPresent()) {
                    undo.get().made(folder.path());
                }
            }
        });
    }

    private void useExisting(Kernel kernel, int parent, ItemPath path, byte[] name) throws IOException {
        if (folders.isTrustedLink(kernel, parent, path, name)) {
            int target = kernel.open(parent, name, Kernel.O_PATH | Kernel.O_DIRECTORY, 0);
            if (target >= 0) {
                kernel.close(target);
                kept.put(path, -1);
                return;
            }
        }
        LinuxTarget.check(kernel.stat(parent, name, Kernel.NOFOLLOW));
        if (!kernel.found().isFolder()) {
            throw new IOException(Messages.text("otherInWay", path));
        }
        int mode = kernel.found().mode() & 07777;
        if (undo.isPresent()) {
            undo.get().found(path, new AttributeReader().read(kernel, parent, name, 0));
        }
        boolean opened = !root && (mode & IN_WORK) != IN_WORK;
        if (opened) {
            int file = kernel.open(parent, name, Kernel.O_PATH | Kernel.O_NOFOLLOW, 0);
            kernel.chmod(file, mode | IN_WORK); // If it is not ours, what is written into it tells.
            kernel.close(file);
        }
        if (keep) {
            kept.put(path, opened ? mode : -1);
        }
    }

    /** Nothing comes into the folder any more: it gets the attributes that it is to have. */
    void finish(Item folder) throws IOException {
        if (folder.path().isRoot()) {
            finishRoot(folder);
            return;
        }
        Integer mode = kept.get(folder.path());
        folders.in(folder, (kernel, parent, name) -> {
            int file = kernel.open(parent.file(), name, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
            if (file == -Errno.EACCES) {
                file = kernel.open(parent.file(), name, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW | Kernel.O_PATH, 0);
            }
            if (mode != null) {
                if (mode >= 0 && file >= 0) {
                    kernel.chmod(file, mode);
                }
                kernel.close(file);
                return;
            }
            LinuxTarget.check(file);
            List<AttributeLostException> lost = attributes.write(kernel, file, folder.attributes(), true);
            kernel.close(file);
            AttributeWriter.raise(lost);
        });
    }

    private void finishRoot(Item folder) throws IOException {
        if (folders.base() == Base.MADE) {
            folders.inside(ItemPath.ROOT, (kernel, base) -> AttributeWriter.raise(
                    attributes.write(kernel, base.file(), folder.attributes(), true)));
        }
    }
}
