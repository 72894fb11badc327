package org.backupmanager.transport.file.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * Lists a storage completely, or fails. Files whose names no object can have are not ours and are passed over; a
 * symbolic link under an object's name is
 * refused, for what lies behind it would be missing from the list.
 */
final class FolderListing {

    private final StorageFolder storage;
    private final List<StoredObject> rows = new ArrayList<>();

    FolderListing(StorageFolder storage) {
        this.storage = storage;
    }

    /** All objects below the prefix, in the order of their names. */
    List<StoredObject> below(ObjectName prefix) throws IOException, BackupException {
        if (storage.find(prefix).filter(BasicFileAttributes::isDirectory).isPresent()) {
            walk(storage.path(prefix), prefix.value());
            storage.check();
        }
        rows.sort(Comparator.comparing(StoredObject::name));
        return rows;
    }

    private void walk(Path folder, String name) throws IOException, BackupException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SessionCancelledException();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String child = name + "/" + entry.getFileName();
                if (ObjectName.isName(child)) {
                    add(folder, entry, child);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void add(Path folder, Path entry, String name) throws IOException, BackupException {
        Optional<BasicFileAttributes> attributes = storage.look(entry);
        if (attributes.isEmpty()) {
            requireStillThere(folder); // one object may have been deleted meanwhile, a whole folder may not
        } else if (attributes.get().isDirectory()) {
            walk(entry, name);
        } else if (attributes.get().isRegularFile()) {
            rows.add(new StoredObject(new ObjectName(name), attributes.get().size()));
        }
    }

    private static void requireStillThere(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    /**
     * First parts of names: what stands in the storage's own folder, as far as objects can be called that. Links are
     * somebody else's.
     */
    List<String> roots() throws IOException, BackupException {
        storage.check();
        var roots = new ArrayList<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(storage.root())) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ObjectName.isName(name) && !Files.isSymbolicLink(entry)) {
                    roots.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        storage.check();
        roots.sort(null);
        return roots;
    }
}
