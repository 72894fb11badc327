package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.files.internal.UndoNotes.Note;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.Kernel;

/**
 * Keeps the files that a restore replaces. Before the new file takes the name, the old one gets a second name (a hard
 * link) in a folder on the same file system; so at any instant the old or the new file has the name, and the old one is
 * kept whole with all its attributes. Names that are free cost no more than a note and a look at the new file.
 */
final class UndoKeeper implements AutoCloseable {

    /** Begins as files in work do, so that no backup takes it. */
    private static final String FOLDER = LeftOut.UNFINISHED + "undo-";
    private static final int FULL = -1;

    private final UndoNotes notes;
    private final long most;
    private final String name;
    private final KernelPool kernels;
    private final ReentrantLock lock = new ReentrantLock();
    /** By the number of the file system. */
    private final Map<Long, Keep> keeps = new HashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean toldFull = new AtomicBoolean();

    /**
     * @param folder of the notes
     * @param most bytes to keep
     * @param id that no other restore has
     */
    UndoKeeper(Path folder, long most, String id, KernelPool kernels) throws IOException {
        notes = new UndoNotes(folder);
        this.most = most;
        this.kernels = kernels;
        name = FOLDER + id;
    }

    /** An open folder for replaced files; a negative number where none could be made. */
    private record Keep(int number, int file) {
    }

    void made(ItemPath folder) throws IOException {
        notes.add(new Note.Made(folder));
    }

    void found(ItemPath folder, ItemAttributes attributes) throws IOException {
        notes.add(new Note.Found(folder, attributes));
    }

    /** Gives a finished file its name; what had it is kept. Returns as the kernel does. */
    int publish(Kernel kernel, int parent, byte[] unfinished, ItemPath path) throws IOException {
        LinuxTarget.check(kernel.stat(parent, unfinished, Kernel.NOFOLLOW));
        long inode = kernel.found().inode();
        Instant modified = kernel.found().modified();
        Keep keep = keep(kernel, kernel.found().fileSystem(), path);
        long number = numbers.incrementAndGet();
        notes.add(new Note.Placed(path, inode, modified, keep.number, number));
        int result = kernel.rename(parent, unfinished, path.name(), Kernel.RENAME_NOREPLACE);
        if (result != -Errno.EEXIST && result != -Errno.EINVAL) {
            return result;
        }
        int kept = keep(kernel, parent, path.name(), keep, number);
        if (kept < 0 && kept != -Errno.ENOENT) {
            checkNoFolder(kernel, parent, path.name());
            notes.add(new Note.Lost(path));
        }
        result = kernel.rename(parent, unfinished, path.name(), 0);
        if (result == 0 && kept < 0 && kept != -Errno.ENOENT) {
            tell(kept);
        }
        return result;
    }

    private int keep(Kernel kernel, int parent, byte[] old, Keep keep, long number) {
        if (keep.number < 0 || bytes.get() > most) {
            return keep.number < 0 ? keep.file : -Errno.ENOSPC;
        }
        int linked = kernel.link(parent, old, keep.file, name(number));
        if (linked == 0 && kernel.stat(keep.file, name(number), Kernel.NOFOLLOW) == 0
                && bytes.addAndGet(kernel.found().allocated()) > most) {
            kernel.unlink(keep.file, name(number), 0);
            return -Errno.ENOSPC;
        }
        return linked;
    }

    private static void checkNoFolder(Kernel kernel, int parent, byte[] name) throws IOException {
        if (kernel.stat(parent, name, Kernel.NOFOLLOW) == 0 && kernel.found().isFolder()) {
            throw new IOException(Messages.text("folderInWay"));
        }
    }

    /** The item is there, but what it replaced is not kept; that there is no room is said once. */
    private void tell(int why) throws AttributeLostException {
        boolean full = why == -Errno.ENOSPC;
        if (!full || toldFull.compareAndSet(false, true)) {
            throw new AttributeLostException(Messages.text("undo.version"),
                    full ? Messages.text("undo.full", most) : Messages.error(-why));
        }
    }

    static byte[] name(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private Keep keep(Kernel kernel, long fileSystem, ItemPath path) throws IOException {
        lock.lock();
        try {
            Keep known = keeps.get(fileSystem);
            if (known == null) {
                known = make(kernel, fileSystem, path);
                keeps.put(fileSystem, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** In the topmost folder on the way to the path that is on that file system and can be written into. */
    private Keep make(Kernel kernel, long fileSystem, ItemPath path) throws IOException {
        int result = -Errno.EACCES;
        for (int depth = 0; depth < path.depth(); depth++) {
            ItemPath top = ancestor(path, depth);
            byte[] shown = Opener.absolute(top);
            if (kernel.stat(Kernel.HERE, shown, 0) == 0 && kernel.found().fileSystem() == fileSystem
                    && kernel.access(Kernel.HERE, shown, Kernel.ACCESS_WRITE) == 0) {
                ItemPath folder = top.child(name);
                notes.add(new Note.Keep(keeps.size(), folder));
                result = kernel.makeFolder(Kernel.HERE, Opener.absolute(folder), 0700);
                int file = result < 0 ? result : kernel.open(Kernel.HERE, Opener.absolute(folder),
                        Kernel.O_PATH | Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
                if (file >= 0) {
                    return new Keep(keeps.size(), file);
                }
            }
        }
        return new Keep(FULL, result);
    }

    private static ItemPath ancestor(ItemPath path, int depth) {
        ItemPath step = path;
        while (step.depth() > depth) {
            step = step.parent();
        }
        return step;
    }

    @Override
    public void close() {
        Kernel kernel = kernels.take();
        keeps.values().stream().filter(keep -> keep.number >= 0).forEach(keep -> kernel.close(keep.file));
        kernels.give(kernel);
        try {
            notes.close();
        } catch (IOException e) {
            System.getLogger(UndoKeeper.class.getName()).log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
    }
}
