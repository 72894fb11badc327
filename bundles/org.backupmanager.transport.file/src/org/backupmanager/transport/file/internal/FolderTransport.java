package org.backupmanager.transport.file.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectMissingException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.Pace;
import org.backupmanager.storage.StorageTransport;

/**
 * A folder as storage: one file for each object, folders as in its name.
 * <p>
 * An object is written under a temporary name, made durable, and then linked to its own name, which fails where that is
 * taken: even two processes cannot
 * replace each other's objects. Putting an object that is there compares all bytes, and refuses with {@code
 * OBJECT_DAMAGED} where they differ, so that a
 * damaged object has to be deleted before a good one takes its place.
 * <p>
 * When the folder is replaced (a drive that was unmounted, even if it is mounted again), every call fails with {@code
 * STORAGE_MISSING}, and the storage has
 * to be opened anew.
 */
final class FolderTransport implements StorageTransport {

    private static final LinkOption NO_LINKS = LinkOption.NOFOLLOW_LINKS;

    private final StorageFolder folder;
    private final TemporaryFiles temporaries;
    private final FolderFailure failure;
    /** For file systems without hard links, where looking and renaming are two steps. */
    private final ReentrantLock renaming = new ReentrantLock();

    FolderTransport(StorageFolder folder, TemporaryFiles temporaries) {
        this.folder = folder;
        this.temporaries = temporaries;
        this.failure = new FolderFailure(folder.root());
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        put(name, new Parts(content, Parts.AT_ONCE), crc32c);
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c, Pace pace) throws BackupException {
        put(name, new Parts(content, pace), crc32c);
    }

    private void put(ObjectName name, Parts parts, int crc32c) throws BackupException {
        checkInterrupted();
        if (parts.crc32c() != crc32c) {
            throw new BackupException(Code.OBJECT_DAMAGED, name, "its bytes do not fit its checksum");
        }
        try {
            Path home = folder.makeFolderFor(name);
            if (folder.look(folder.path(name)).isPresent()) {
                compare(name, parts);
            } else {
                store(name, parts);
            }
            folder.settle(home);
        } catch (IOException e) {
            throw failed(e, parts.length());
        }
    }

    private void store(ObjectName name, Parts parts) throws IOException, BackupException {
        try (TemporaryFiles.Draft draft = temporaries.begin()) {
            write(draft.path(), parts);
            try {
                publish(draft.path(), folder.path(name));
            } catch (FileAlreadyExistsException e) {
                compare(name, parts); // another writer was quicker
            }
        }
    }

    private void write(Path file, Parts parts) throws IOException, BackupException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NO_LINKS);
        try (FileChannel channel = FileChannel.open(file, options, folder.ownerOnly("rw-------"))) {
            parts.writeTo(channel);
            channel.force(true);
        }
    }

    private void publish(Path draft, Path target) throws IOException {
        try {
            Files.createLink(target, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            rename(draft, target); // no hard links here; where it was something else, this fails for the same reason
        }
    }

    private void rename(Path draft, Path target) throws IOException {
        renaming.lock();
        try {
            if (Files.exists(target, NO_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            renaming.unlock();
        }
    }

    private void compare(ObjectName name, Parts parts) throws IOException, BackupException {
        try (FileChannel channel = read(name)) {
            if (!parts.equal(channel)) {
                throw new BackupException(Code.OBJECT_DAMAGED, name, "something else is stored under this name");
            }
        }
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no range: " + length + " bytes at " + offset);
        }
        checkInterrupted();
        try (FileChannel channel = read(name)) {
            return Parts.read(channel, offset, length);
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    private FileChannel read(ObjectName name) throws IOException, BackupException {
        attributes(name);
        try {
            return FileChannel.open(folder.path(name), StandardOpenOption.READ, NO_LINKS);
        } catch (NoSuchFileException e) {
            throw missing(name).because(e);
        }
    }

    private BasicFileAttributes attributes(ObjectName name) throws IOException, BackupException {
        return find(name).orElseThrow(() -> missing(name));
    }

    private Optional<BasicFileAttributes> find(ObjectName name) throws IOException, BackupException {
        return folder.find(name).filter(BasicFileAttributes::isRegularFile);
    }

    private BackupException missing(ObjectName name) {
        return new ObjectMissingException(name, label());
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        checkInterrupted();
        try {
            return attributes(name).size();
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        checkInterrupted();
        try {
            return find(name).isPresent();
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        checkInterrupted();
        try {
            return new FolderListing(folder).below(prefix);
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    @Override
    public List<String> roots() throws BackupException {
        checkInterrupted();
        try {
            return new FolderListing(folder).roots();
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        checkInterrupted();
        try {
            if (find(name).isPresent()) {
                Files.deleteIfExists(folder.path(name));
            }
            settleWhatIsThere(name);
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    /** Also where nothing was found: it may have been removed a moment ago, and not for good. */
    private void settleWhatIsThere(ObjectName name) throws IOException {
        Path home = folder.path(name).getParent();
        if (Files.isDirectory(home, NO_LINKS)) {
            folder.settle(home);
        }
    }

    @Override
    public OptionalLong free() throws BackupException {
        checkInterrupted();
        folder.check();
        try {
            return OptionalLong.of(Files.getFileStore(folder.root()).getUsableSpace());
        } catch (IOException e) {
            throw failed(e, 0);
        }
    }

    @Override
    public String label() {
        return folder.root().toString();
    }

    @Override
    public void close() {
        // nothing is held open between calls
    }

    /** Where the whole folder is gone, that is the news, whatever broke because of it. */
    private BackupException failed(IOException cause, long wanted) throws BackupException {
        BackupException news = failure.of(cause, wanted);
        if (news.code() == Code.STORAGE_FAILED) {
            folder.check();
        }
        return news;
    }

    private static void checkInterrupted() throws SessionCancelledException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SessionCancelledException();
        }
    }
}
