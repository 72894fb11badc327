package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;
import org.backupmanager.source.files.internal.LinuxTree.Base;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/**
 * Open folders of a restore, so that each file costs no walk from the root, and no step of that walk follows a symbolic
 * link that somebody put there: below a restore folder none is followed; at the original place only those that belong
 * to root or to the user who restores (as {@code /bin -> usr/bin} does). Safe for many threads.
 */
final class TargetFolders implements AutoCloseable {

    private static final int MOST = 256;
    private static final byte[] DEFAULT_ACL = "system.posix_acl_default".getBytes(StandardCharsets.US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ItemPath, Folder> open = new LinkedHashMap<>(64, 0.75f, true);
    private final Folder base;
    private final Base kind;
    private final KernelPool kernels;

    TargetFolders(int base, Base kind, KernelPool kernels) {
        this.kernels = kernels;
        this.kind = kind;
        Kernel kernel = kernels.take();
        this.base = new Folder(base, handsDown(kernel, base));
        kernels.give(kernel);
    }

    /** What the paths begin at. */
    Base base() {
        return kind;
    }

    /** The folder of this path, open until the caller closes it. */
    Folder take(Kernel kernel, ItemPath path) throws IOException {
        lock.lock();
        try {
            Folder folder = find(kernel, path);
            folder.users++;
            return folder;
        } finally {
            lock.unlock();
        }
    }

    /** Does something to the name of an item, in the folder that it belongs into. */
    void in(Item item, Step step) throws IOException {
        byte[] name = item.path().name();
        checkName(item.path(), name);
        inside(item.path().parent(), (kernel, parent) -> step.run(kernel, parent, name));
    }

    /** Does something in a folder. */
    void inside(ItemPath folder, FolderStep step) throws IOException {
        Kernel kernel = kernels.take();
        try (Folder opened = take(kernel, folder)) {
            step.run(kernel, opened);
        } finally {
            kernels.give(kernel);
        }
    }

    private Folder find(Kernel kernel, ItemPath path) throws IOException {
        if (path.isRoot()) {
            return base;
        }
        Folder known = open.get(path);
        if (known != null) {
            return known;
        }
        Folder parent = find(kernel, path.parent());
        parent.users++; // or making room might close it
        try {
            int file = open(kernel, parent.file, path);
            Folder folder = new Folder(file, handsDown(kernel, file));
            open.put(path, folder);
            makeRoom();
            return folder;
        } finally {
            parent.users--;
        }
    }

    private void makeRoom() {
        Iterator<Folder> oldest = open.values().iterator();
        while (open.size() > MOST && oldest.hasNext()) {
            Folder folder = oldest.next();
            if (folder.users == 0) {
                oldest.remove();
                closeFile(folder);
            }
        }
    }

    private int open(Kernel kernel, int parent, ItemPath path) throws IOException {
        byte[] name = path.name();
        checkName(path, name);
        int flags = Kernel.O_PATH | Kernel.O_DIRECTORY;
        int file = kernel.open(parent, name, flags | Kernel.O_NOFOLLOW, 0);
        if (file == -Errno.ENOTDIR && isTrustedLink(kernel, parent, path, name)) {
            file = kernel.open(parent, name, flags, 0);
        }
        if (file == -Errno.ENOENT) {
            throw new MissingException(path);
        }
        if (file == -Errno.ENOTDIR) {
            throw new IOException(Messages.text("otherInWay", path));
        }
        if (file < 0) {
            throw Problem.writing(file);
        }
        return file;
    }

    /** What comes from a storage is not trusted to stay in its folder. */
    static void checkName(ItemPath path, byte[] name) throws IOException {
        if (name.length == 0 || name[0] == '.' && (name.length == 1 || name.length == 2 && name[1] == '.')) {
            throw new IOException(Messages.text("badName", path));
        }
    }

    /** Whether a symbolic link in place of a folder may be followed; false where there is none. */
    boolean isTrustedLink(Kernel kernel, int parent, ItemPath path, byte[] name) throws IOException {
        if (kernel.stat(parent, name, Kernel.NOFOLLOW) < 0 || kernel.found().type() != FileStat.S_IFLNK) {
            return false;
        }
        int owner = kernel.found().user();
        if (kind != Base.ORIGINAL || owner != 0 && owner != kernel.user()) {
            throw new IOException(Messages.text("linkInWay", path));
        }
        return true;
    }

    /** Whether files made in the folder inherit an access list. */
    private static boolean handsDown(Kernel kernel, int folder) {
        return kernel.extended().get(folder, new byte[0], DEFAULT_ACL) > 0;
    }

    private void release(Folder folder) {
        lock.lock();
        try {
            folder.users--;
        } finally {
            lock.unlock();
        }
    }

    private void closeFile(Folder folder) {
        Kernel kernel = kernels.take();
        kernel.close(folder.file);
        kernels.give(kernel);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open.values().forEach(this::closeFile);
            open.clear();
            closeFile(base);
        } finally {
            lock.unlock();
        }
    }

    /** Something done to a name in an open folder. */
    @FunctionalInterface
    interface Step {
        void run(Kernel kernel, Folder parent, byte[] name) throws IOException;
    }

    /** Something done in an open folder. */
    @FunctionalInterface
    interface FolderStep {
        void run(Kernel kernel, Folder folder) throws IOException;
    }

    /** A folder on the way is not there. */
    static final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingException(ItemPath path) {
            super(Messages.text("folderMissing", path));
        }
    }

    /** An open folder, in use until it is closed. */
    final class Folder implements AutoCloseable {

        private final int file;
        private final boolean handsDown;
        private int users;

        private Folder(int file, boolean handsDown) {
            this.file = file;
            this.handsDown = handsDown;
        }

        int file() {
            return file;
        }

        boolean handsDown() {
            return handsDown;
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
