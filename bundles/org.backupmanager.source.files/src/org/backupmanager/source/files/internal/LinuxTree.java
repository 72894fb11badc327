package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.Undoing;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/** Files and folders by way of the Linux kernel. */
final class LinuxTree implements FileTree {

    /** As file managers do: folders first, then by name, upper and lower case together. */
    private static final Comparator<Selectable> ORDER = Comparator
            .comparing((Selectable one) -> one.kind() != ItemKind.DIRECTORY)
            .thenComparing(Selectable::label, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Selectable::path);

    private final KernelPool kernels = new KernelPool();
    private final SnapshotBook book = new SnapshotBook();
    private final Journals journals = new Journals();
    private final int readers;

    /** Reading a folder costs more than comparing what is in it, so all processors read ahead. */
    LinuxTree() {
        this(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));
    }

    /** With so many threads that read folders ahead of a scan. */
    LinuxTree(int readers) {
        this.readers = readers;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) throws BackupException {
        Kernel kernel = kernels.take();
        int folder = new Opener(kernel).open(kernel, parent, Kernel.O_DIRECTORY);
        try {
            if (folder == -Errno.ENOENT || folder == -Errno.ENOTDIR) {
                return List.of();
            }
            List<byte[]> names = new ArrayList<>();
            int result = folder < 0 ? folder : kernel.names(folder, names::add);
            if (result < 0) {
                throw new BackupException(Code.ITEM_UNREADABLE, Messages.text("unreadable", parent,
                        Messages.error(-result)));
            }
            List<Selectable> children = new ArrayList<>(names.size());
            for (byte[] name : names) {
                if (kernel.stat(folder, name, Kernel.NOFOLLOW) == 0) {
                    children.add(selectable(parent.child(name), name, kernel.found()));
                }
            }
            children.sort(ORDER);
            return children;
        } finally {
            kernel.close(folder);
            kernels.give(kernel);
        }
    }

    private static Selectable selectable(ItemPath path, byte[] name, FileStat found) {
        ItemKind kind = AttributeReader.kind(found.type());
        return new Selectable(path, ItemPath.show(name), kind, kind == ItemKind.DIRECTORY ? -1 : kind.hasContent()
                ? found.size() : 0,
                kind == ItemKind.DIRECTORY);
    }

    @Override
    public SourceView view(Selection selection, FreezeContext context) throws BackupException {
        return new LinuxView(selection, context, kernels, readers, book, journals);
    }

    @Override
    public void close() {
        journals.close();
    }

    @Override
    public void recover(Path memory) throws BackupException {
        Kernel kernel = kernels.take();
        try {
            book.sweep(kernel, memory);
        } catch (IOException e) {
            throw new BackupException(Code.HOME_FAILED, memory, e.getMessage()).because(e);
        } finally {
            kernels.give(kernel);
        }
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        if (place.isEmpty()) {
            return open(ItemPath.ROOT, "/", Base.ORIGINAL, existing, Optional.empty());
        }
        Path folder = place.get().toAbsolutePath().normalize();
        boolean made = !Files.exists(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BackupException(Code.TARGET_DENIED, folder, cause(e)).because(e);
        }
        return open(PosixPaths.of(folder), folder.toString(), made ? Base.MADE : Base.FOUND, existing,
                Optional.empty());
    }

    private static String cause(IOException e) {
        return e instanceof AccessDeniedException ? Messages.error(Errno.EACCES)
                : e instanceof FileAlreadyExistsException ? Messages.error(Errno.ENOTDIR) : e.getMessage();
    }

    @Override
    public Optional<Undoing> undoing() {
        return Optional.of(new LinuxUndoing(kernels, keeper ->
                open(ItemPath.ROOT, "/", Base.ORIGINAL, ExistingFiles.OVERWRITE, Optional.of(keeper))));
    }

    private RestoreTarget open(ItemPath base, String shown, Base kind, ExistingFiles existing,
            Optional<UndoKeeper> undo) throws BackupException {
        Kernel kernel = kernels.take();
        try {
            int folder = new Opener(kernel).open(kernel, base, Kernel.O_PATH | Kernel.O_DIRECTORY);
            if (folder < 0) {
                throw new BackupException(Code.TARGET_DENIED, shown, Messages.error(-folder));
            }
            int access = kind == Base.ORIGINAL ? 0 : kernel.access(folder, new byte[] {'.'}, Kernel.ACCESS_WRITE);
            if (access < 0) {
                kernel.close(folder);
                throw new BackupException(Code.TARGET_DENIED, shown, Messages.error(-access));
            }
            return new LinuxTarget(new TargetFolders(folder, kind, kernels), kernels, existing, new SplittableRandom(),
                    undo);
        } finally {
            kernels.give(kernel);
        }
    }

    /** What the paths of a restore begin at. */
    enum Base {
        /** The root: items go where they came from. */
        ORIGINAL,
        /** A folder that was there. */
        FOUND,
        /** A folder that the restore made. */
        MADE
    }
}
