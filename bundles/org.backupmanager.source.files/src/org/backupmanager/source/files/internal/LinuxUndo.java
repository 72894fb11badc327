package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Undoing.Teller;
import org.backupmanager.source.files.internal.LinuxTree.Base;
import org.backupmanager.source.files.internal.LinuxUndoing.UndoStopped;
import org.backupmanager.source.files.internal.UndoNotes.Note;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.Kernel;

/**
 * One undo: each name gets back what had it, by one rename; then folders that the restore made go, and those that were
 * there get their attributes back. Which file has a name is told by its inode, so what was not done, what was undone
 * before and what others have done since are never mistaken for one another.
 */
final class LinuxUndo implements AutoCloseable {

    private final KernelPool kernels;
    private final Kernel kernel;
    private final TargetFolders folders;
    private final Set<ItemPath> lost;
    private final Teller teller;
    private final Map<Integer, Integer> keeps = new HashMap<>();
    /** Folders, those met last first. */
    private final Deque<Note> later = new ArrayDeque<>();

    LinuxUndo(KernelPool kernels, Set<ItemPath> lost, Teller teller) {
        this.kernels = kernels;
        this.lost = lost;
        this.teller = teller;
        kernel = kernels.take();
        int root = kernel.open(Kernel.HERE, new byte[] {'/'}, Kernel.O_PATH | Kernel.O_DIRECTORY, 0);
        folders = new TargetFolders(root, Base.ORIGINAL, kernels);
    }

    void take(Note note) throws IOException {
        switch (note) {
            case Note.Keep(int number, ItemPath folder) -> keeps.put(number, open(folder));
            case Note.Made _, Note.Found _ -> later.addFirst(note);
            case Note.Placed placed -> undo(placed);
            case Note.Lost _ -> { }
        }
    }

    /** A folder that somebody else put there is not used. */
    private int open(ItemPath folder) {
        int file = kernel.open(Kernel.HERE, Opener.absolute(folder), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
        if (file >= 0 && kernel.stat(file) == 0 && kernel.found().user() != kernel.user()) {
            kernel.close(file);
            return -Errno.EACCES;
        }
        return file;
    }

    private void undo(Note.Placed placed) throws IOException {
        try (TargetFolders.Folder parent = folders.take(kernel, placed.path().parent())) {
            String failed = undo(placed, parent.file());
            if (failed.isEmpty()) {
                done(placed.path());
            } else {
                failed(placed.path(), failed);
            }
        } catch (UndoStopped stopped) {
            throw stopped;
        } catch (IOException e) {
            if (isGone(placed.path().parent()) && !isKept(placed)) {
                done(placed.path()); // an undo before this one has removed the folder
            } else {
                failed(placed.path(), e.getMessage());
            }
        }
    }

    private boolean isKept(Note.Placed placed) {
        int keep = keeps.getOrDefault(placed.keep(), -Errno.ENOENT);
        return keep >= 0 && kernel.stat(keep, UndoKeeper.name(placed.number()), Kernel.NOFOLLOW) == 0;
    }

    private boolean isGone(ItemPath folder) {
        return kernel.stat(Kernel.HERE, Opener.absolute(folder), 0) == -Errno.ENOENT;
    }

    /** Returns why not, or nothing. */
    private String undo(Note.Placed placed, int parent) throws IOException {
        byte[] name = placed.path().name();
        int keep = keeps.getOrDefault(placed.keep(), -Errno.ENOENT);
        byte[] kept = UndoKeeper.name(placed.number());
        boolean isKept = isKept(placed);
        long before = isKept ? kernel.found().inode() : 0;
        int found = kernel.stat(parent, name, Kernel.NOFOLLOW);
        boolean ours = found == 0 && kernel.found().inode() == placed.inode()
                && kernel.found().isModified(placed.modified());
        if (isKept && found == 0 && kernel.found().inode() == before) {
            LinuxTarget.check(kernel.unlink(keep, kept, 0)); // it was never replaced
            return "";
        }
        if (isKept && (ours || found == -Errno.ENOENT)) {
            LinuxTarget.check(kernel.move(keep, kept, parent, name, ours ? 0 : Kernel.RENAME_NOREPLACE));
            return "";
        }
        if (isKept || found == 0 && !ours && kernel.found().inode() == placed.inode()) {
            return Messages.text("undo.changed");
        }
        if (ours && lost.contains(placed.path())) {
            return Messages.text("undo.lost");
        }
        if (ours) {
            LinuxTarget.check(kernel.unlink(parent, name, 0));
        }
        return "";
    }

    /** All files are done: now the folders, children before parents. */
    void finish() throws IOException {
        for (Note note : later) {
            switch (note) {
                case Note.Made(ItemPath path) -> remove(path);
                case Note.Found found -> giveBack(found);
                case Note.Keep _, Note.Placed _, Note.Lost _ -> { }
            }
        }
    }

    /** One that holds something of others stays. */
    private void remove(ItemPath path) throws IOException {
        try (TargetFolders.Folder parent = folders.take(kernel, path.parent())) {
            int result = kernel.unlink(parent.file(), path.name(), Kernel.REMOVE_FOLDER);
            if (result < 0 && result != -Errno.ENOENT && result != -Errno.ENOTEMPTY && result != -Errno.EEXIST) {
                failed(path, Messages.error(-result));
            }
        } catch (UndoStopped stopped) {
            throw stopped;
        } catch (IOException e) {
            if (!isGone(path.parent())) {
                failed(path, e.getMessage());
            }
        }
    }

    private void giveBack(Note.Found found) throws IOException {
        try (TargetFolders.Folder parent = folders.take(kernel, found.path().parent())) {
            int file = kernel.open(parent.file(), found.path().name(), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
            LinuxTarget.check(file);
            var troubles = new AttributeWriter(kernel).write(kernel, file, found.attributes(), true);
            kernel.close(file);
            AttributeWriter.raise(troubles);
        } catch (UndoStopped stopped) {
            throw stopped;
        } catch (IOException e) {
            failed(found.path(), e.getMessage());
        }
    }

    private void done(ItemPath path) throws UndoStopped {
        try {
            teller.done(path);
        } catch (BackupException stop) {
            throw new UndoStopped(stop);
        }
    }

    private void failed(ItemPath path, String cause) throws UndoStopped {
        try {
            teller.failed(path, cause);
        } catch (BackupException stop) {
            throw new UndoStopped(stop);
        }
    }

    @Override
    public void close() {
        keeps.values().stream().filter(file -> file >= 0).forEach(kernel::close);
        kernels.give(kernel);
        folders.close();
    }
}
