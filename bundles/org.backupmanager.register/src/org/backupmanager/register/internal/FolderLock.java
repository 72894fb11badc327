package org.backupmanager.register.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * One register, one user: Derby keeps other processes out, but not a second user in this one, and it cannot say who
 * has it.
 */
final class FolderLock implements AutoCloseable {

    /** Far behind the text, so that others can read that while the lock is held, on Windows too. */
    private static final long PLACE = 1L << 40;
    private static final int MAX_TEXT = 64;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws BackupException {@code DEVICE_IN_USE} where somebody else has it */
    static FolderLock take(RegisterFolder folder) throws IOException, BackupException {
        FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (lock(channel).isPresent()) {
                byte[] text = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
                channel.truncate(0).write(ByteBuffer.wrap(text), 0);
                return new FolderLock(channel);
            }
            throw new BackupException(Code.DEVICE_IN_USE, folder.root(), holder(channel));
        } catch (IOException | BackupException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(PLACE, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII)
                + " has its Backup Register open";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
