package org.backupmanager.transport.file.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/**
 * The folder that a storage is: leads from the names of objects to files, never over a symbolic link, and notices when
 * the folder is not the one any more
 * that was opened, such as the empty place where a drive was mounted before. Safe for use by many threads.
 */
final class StorageFolder {

    private final Path root;
    /** Device and inode; empty where the system has no such thing, and then equal to every other folder. */
    private final Optional<Object> identity;
    private final boolean posix;
    /** Folders whose own way down from the root is known to outlive a power cut. */
    private final Set<Path> settled = ConcurrentHashMap.newKeySet();

    private StorageFolder(Path root, BasicFileAttributes attributes) {
        this.root = root;
        this.identity = Optional.ofNullable(attributes.fileKey());
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The storage in this folder, which may be reached over links itself. */
    static StorageFolder open(Path folder) throws BackupException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            if (!attributes.isDirectory()) {
                throw new NotDirectoryException(folder.toString());
            }
            if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
                throw new BackupException(Code.STORAGE_DENIED, folder, "it cannot be read");
            }
            return new StorageFolder(folder, attributes);
        } catch (NoSuchFileException e) {
            throw new BackupException(Code.STORAGE_MISSING, folder, "there is no such folder").because(e);
        } catch (NotDirectoryException e) {
            throw new BackupException(Code.STORAGE_MISSING, folder, "it is not a folder").because(e);
        } catch (IOException e) {
            throw new FolderFailure(folder).of(e, 0);
        }
    }

    Path root() {
        return root;
    }

    /**
     * Fails unless the folder is there and the one that was opened. Asked before anything is called missing, since an
     * unmounted drive has nothing at all.
     */
    void check() throws BackupException {
        try {
            BasicFileAttributes now = Files.readAttributes(root, BasicFileAttributes.class);
            if (!Objects.equals(identity, Optional.ofNullable(now.fileKey()))) {
                throw new BackupException(Code.STORAGE_MISSING, root, "another folder is in its place");
            }
        } catch (NoSuchFileException e) {
            throw new BackupException(Code.STORAGE_MISSING, root, "the folder is gone").because(e);
        } catch (IOException e) {
            throw new FolderFailure(root).of(e, 0);
        }
    }

    /** Where the object is kept, whether it is there or not. */
    Path path(ObjectName name) {
        return root.resolve(name.value());
    }

    /** The attributes of what is at the name, file or folder; empty where there is nothing. */
    Optional<BasicFileAttributes> find(ObjectName name) throws IOException, BackupException {
        check();
        Path path = root;
        Optional<BasicFileAttributes> found = Optional.empty();
        for (String part : name.value().split("/")) {
            if (found.filter(above -> !above.isDirectory()).isPresent()) {
                return Optional.empty();
            }
            path = path.resolve(part);
            found = look(path);
            if (found.isEmpty()) {
                check();
                return found;
            }
        }
        return found;
    }

    /** What is at this path; a link is refused. */
    Optional<BasicFileAttributes> look(Path path) throws IOException, BackupException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                throw new BackupException(Code.STORAGE_DENIED, root,
                        path + " is a symbolic link, and could lead anywhere");
            }
            return Optional.of(attributes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The folder for an object of this name, made where it is missing. */
    Path makeFolderFor(ObjectName name) throws IOException, BackupException {
        check();
        Path path = root;
        String[] parts = name.value().split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            path = path.resolve(parts[i]);
            make(path);
        }
        return path;
    }

    /** Makes one folder, for its owner alone, unless it is there. */
    void make(Path folder) throws IOException, BackupException {
        Optional<BasicFileAttributes> there = look(folder);
        if (there.isEmpty()) {
            settled.remove(folder);
            try {
                Files.createDirectory(folder, ownerOnly("rwx------"));
            } catch (FileAlreadyExistsException e) {
                make(folder); // another writer was quicker
            }
        } else if (!there.get().isDirectory()) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    /** Permissions to create something with, where the system knows them. */
    FileAttribute<?>[] ownerOnly(String permissions) {
        if (!posix) {
            return new FileAttribute<?>[0];
        }
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        return new FileAttribute<?>[] {attribute};
    }

    /**
     * Makes the entries of a folder outlive a power cut, and with the first call also the folder itself: somebody else
     * may have made it a moment ago, or
     * before a crash, and not have come to this point.
     */
    void settle(Path folder) throws IOException {
        force(folder);
        if (settled.contains(folder)) {
            return;
        }
        for (Path above = folder; !above.equals(root);) {
            above = above.getParent();
            force(above);
        }
        settled.add(folder);
    }

    /** Not to be stopped by an interruption: what is visible by now has to become durable too. */
    private void force(Path folder) throws IOException {
        if (!posix) {
            return; // elsewhere a folder cannot be opened like this, and entries are written through
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (!forced(folder)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
