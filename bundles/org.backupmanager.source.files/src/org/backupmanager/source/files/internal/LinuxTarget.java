package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/**
 * Writes items back on Linux. Files, links and special files are made under a name that begins with
 * {@link LeftOut#UNFINISHED}, in the folder that they belong into, and renamed when they are whole. What exists is
 * replaced, or kept if the person wants that; a folder is never replaced by something else nor the other way round.
 */
final class LinuxTarget implements RestoreTarget {

    private final TargetFolders folders;
    private final KernelPool kernels;
    private final boolean keep;
    /** Keeps what is replaced. */
    private final Optional<UndoKeeper> undo;
    private final AttributeWriter attributes;
    private final AtomicLong names;
    private final LinuxFolders made;

    LinuxTarget(TargetFolders folders, KernelPool kernels, ExistingFiles existing, RandomGenerator chance,
            Optional<UndoKeeper> undo) {
        this.undo = undo;
        this.folders = folders;
        this.kernels = kernels;
        this.keep = existing == ExistingFiles.SKIP;
        this.names = new AtomicLong(chance.nextLong());
        Kernel kernel = kernels.take();
        this.attributes = new AttributeWriter(kernel);
        this.made = new LinuxFolders(folders, attributes, keep, undo, kernel.user() == 0);
        kernels.give(kernel);
    }

    @Override
    public void folder(Item folder) throws IOException {
        made.begin(folder);
    }

    @Override
    public boolean wants(Item item) throws IOException {
        return !keep || !stands(item, found -> true);
    }

    @Override
    public boolean isNewer(Item item) throws IOException {
        return stands(item, found -> found.modified().isAfter(item.attributes().modified()));
    }

    private boolean stands(Item item, Predicate<FileStat> such) throws IOException {
        boolean[] stands = {false};
        folders.in(item, (kernel, parent, name) -> stands[0] = kernel.stat(parent.file(), name, Kernel.NOFOLLOW) == 0
                && such.test(kernel.found()));
        return stands[0];
    }

    @Override
    public Optional<Present> present(Item item) throws IOException {
        TargetFolders.checkName(item.path(), item.path().name());
        Kernel kernel = kernels.take();
        try (TargetFolders.Folder parent = folders.take(kernel, item.path().parent())) {
            return LinuxPresent.find(item, kernels, parent.file(), attributes);
        } finally {
            kernels.give(kernel);
        }
    }

    @Override
    public Sink create(Item item) throws IOException {
        Kernel kernel = kernels.take();
        try {
            TargetFolders.Folder parent = folders.take(kernel, item.path().parent());
            byte[] unfinished = unfinishedName();
            try {
                TargetFolders.checkName(item.path(), item.path().name());
                int file = kernel.open(parent.file(), unfinished,
                        Kernel.O_WRONLY | Kernel.O_CREAT | Kernel.O_EXCL | Kernel.O_NOFOLLOW, 0600);
                check(file);
                return new LinuxSink(this, item, parent, unfinished, file);
            } catch (IOException e) {
                parent.close();
                throw e;
            }
        } finally {
            kernels.give(kernel);
        }
    }

    @Override
    public void special(Item item) throws IOException {
        folders.in(item, (kernel, parent, name) -> {
            byte[] unfinished = unfinishedName();
            check(make(kernel, parent.file(), unfinished, item));
            try {
                int file = kernel.open(parent.file(), unfinished, Kernel.O_PATH | Kernel.O_NOFOLLOW, 0);
                check(file);
                List<AttributeLostException> lost = attributes.write(kernel, file, item.attributes(),
                        parent.handsDown());
                kernel.close(file);
                publish(kernel, parent.file(), unfinished, item.path());
                AttributeWriter.raise(lost);
            } finally {
                kernel.unlink(parent.file(), unfinished, 0);
            }
        });
    }

    private static int make(Kernel kernel, int parent, byte[] name, Item item) throws IOException {
        ItemKind kind = item.attributes().kind();
        long device = item.attributes().device();
        return switch (kind) {
            case SYMLINK -> kernel.makeSymlink(item.attributes().linkTarget().toArray(), parent, name);
            case FIFO -> kernel.makeSpecial(parent, name, FileStat.S_IFIFO | 0600, 0);
            case SOCKET -> kernel.makeSpecial(parent, name, FileStat.S_IFSOCK | 0600, 0);
            case CHARACTER_DEVICE -> kernel.makeSpecial(parent, name, FileStat.S_IFCHR | 0600, device);
            case BLOCK_DEVICE -> kernel.makeSpecial(parent, name, FileStat.S_IFBLK | 0600, device);
            case FILE, DIRECTORY -> throw new IllegalArgumentException(kind + " is nothing special");
        };
    }

    @Override
    public void link(Item item, Item existing) throws IOException {
        folders.in(item, (kernel, parent, name) -> {
            try (TargetFolders.Folder other = folders.take(kernel, existing.path().parent())) {
                byte[] unfinished = unfinishedName();
                check(kernel.link(other.file(), existing.path().name(), parent.file(), unfinished));
                try {
                    publish(kernel, parent.file(), unfinished, item.path());
                } finally {
                    // Renaming to another name of the same file does nothing, says the kernel's manual.
                    kernel.unlink(parent.file(), unfinished, 0);
                }
            }
        });
    }

    @Override
    public boolean remove(Item item) throws IOException {
        boolean[] gone = {true};
        try {
            folders.in(item, (kernel, parent, name) ->
                    gone[0] = LinuxRemoval.remove(kernel, parent.file(), name, item));
        } catch (TargetFolders.MissingException nothingInIt) {
            return true;
        }
        return gone[0];
    }

    @Override
    public void finish(Item folder) throws IOException {
        made.finish(folder);
    }

    /** Gives a finished file its attributes and its name. */
    void complete(LinuxSink sink, Kernel kernel) throws IOException {
        Item item = sink.item();
        List<AttributeLostException> lost = attributes.write(kernel, sink.file(), item.attributes(),
                sink.folder().handsDown());
        check(sink.closeFile(kernel)); // Network drives tell of a full disk only now.
        publish(kernel, sink.folder().file(), sink.unfinished(), item.path());
        sink.published();
        AttributeWriter.raise(lost);
    }

    /** Renames; where something came meanwhile that is to be kept, the new file is left to be removed. */
    private void publish(Kernel kernel, int parent, byte[] unfinished, ItemPath path) throws IOException {
        byte[] name = path.name();
        int result = undo.isPresent() ? undo.get().publish(kernel, parent, unfinished, path)
                : kernel.rename(parent, unfinished, name, keep ? Kernel.RENAME_NOREPLACE : 0);
        if (keep && result == -Errno.EEXIST) {
            kernel.unlink(parent, unfinished, 0);
            return;
        }
        if (keep && result == -Errno.EINVAL) { // A file system that cannot take care itself; wants() has looked before.
            result = kernel.rename(parent, unfinished, name, 0);
        }
        if (result == -Errno.EISDIR || result == -Errno.ENOTEMPTY || result == -Errno.EEXIST) {
            throw new IOException(Messages.text("folderInWay"));
        }
        check(result);
    }

    @Override
    public void close() {
        undo.ifPresent(UndoKeeper::close);
        folders.close();
    }

    KernelPool kernels() {
        return kernels;
    }

    private byte[] unfinishedName() {
        return (LeftOut.UNFINISHED + Long.toHexString(names.incrementAndGet())).getBytes(StandardCharsets.US_ASCII);
    }

    static void check(long result) throws IOException {
        if (result < 0) {
            throw Problem.writing(result);
        }
    }
}
