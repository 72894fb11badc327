package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * Keeps other processes out of a home; its file says who does.
 *
 * @param channel to the file; the lock goes with it
 */
record HomeLock(FileChannel channel) {

    private static final String FILE = "lock";
    /** The locked byte lies behind the text, since a locked stretch cannot be read on Windows. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * @param folder that is there
     * @param purpose what this process is doing, for the message that another process gives
     * @throws BackupException {@code DEVICE_IN_USE} where another process holds the folder
     */
    static HomeLock take(Path folder, String purpose) throws IOException, BackupException {
        FileChannel channel = OwnerOnly.open(folder.resolve(FILE), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        boolean held = false;
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw inUse(folder);
            }
            sign(channel, purpose);
            held = true;
            return new HomeLock(channel);
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static void sign(FileChannel channel, String purpose) throws IOException {
        String text = Messages.text("home.holder", Long.toString(ProcessHandle.current().pid()), purpose) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static BackupException inUse(Path folder) throws IOException {
        String holder = Files.readString(folder.resolve(FILE)).strip();
        return new BackupException(Code.DEVICE_IN_USE, Home.deviceName(folder),
                holder.isEmpty() ? Messages.text("home.unknown") : holder);
    }

    void release() throws IOException {
        channel.close();
    }
}
