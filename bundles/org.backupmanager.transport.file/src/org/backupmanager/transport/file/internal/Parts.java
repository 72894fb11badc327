package org.backupmanager.transport.file.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import org.backupmanager.session.BackupException;
import org.backupmanager.storage.Pace;

/** The content of an object on its way to or from a file. The caller's buffers stay as they are. */
final class Parts {

    /**
     * How much is written at once: enough for the disk, little enough to stop soon, and to keep the copies small that
     * Java makes of heap buffers.
     */
    private static final int STRIDE = 1 << 20;

    /** No limit. */
    static final Pace AT_ONCE = wanted -> wanted;

    private final List<ByteBuffer> content;
    private final Pace pace;

    /** @param pace of writing; asked before each stride */
    Parts(List<ByteBuffer> content, Pace pace) {
        this.content = content;
        this.pace = pace;
    }

    long length() {
        return content.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    int crc32c() {
        var crc = new CRC32C();
        content.forEach(part -> crc.update(part.duplicate()));
        return (int) crc.getValue();
    }

    /** Writes everything at the channel's position; many small parts go out together. */
    void writeTo(FileChannel channel) throws IOException, BackupException {
        var gathered = new ArrayList<ByteBuffer>();
        int waiting = 0;
        for (ByteBuffer part : content) {
            for (int at = part.position(), length = 0; at < part.limit(); at += length) {
                length = pace.next(Math.min(STRIDE, part.limit() - at));
                if (waiting + length > STRIDE) {
                    writeFully(channel, gathered, waiting);
                    waiting = 0;
                }
                gathered.add(part.slice(at, length));
                waiting += length;
                if (pace != AT_ONCE) {
                    // what waits to go out with more would go faster than the pace
                    writeFully(channel, gathered, waiting);
                    waiting = 0;
                }
            }
        }
        writeFully(channel, gathered, waiting);
    }

    private static void writeFully(FileChannel channel, List<ByteBuffer> gathered, long length) throws IOException {
        ByteBuffer[] buffers = gathered.toArray(ByteBuffer[]::new);
        gathered.clear();
        for (long left = length; left > 0;) {
            left -= channel.write(buffers);
        }
    }

    /** Whether the file holds exactly these bytes. */
    boolean equal(FileChannel channel) throws IOException {
        if (channel.size() != length()) {
            return false;
        }
        long position = 0;
        for (ByteBuffer part : content) {
            for (int at = part.position(); at < part.limit(); at += STRIDE) {
                ByteBuffer ours = part.slice(at, Math.min(STRIDE, part.limit() - at));
                if (!ours.equals(read(channel, position, ours.remaining()))) {
                    return false;
                }
                position += ours.remaining();
            }
        }
        return true;
    }

    /** Reads a range; shorter only where the file ends before. */
    static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        long left = Math.max(0, channel.size() - offset);
        ByteBuffer all = ByteBuffer.allocate((int) Math.min(length, left));
        int end = all.limit();
        while (all.position() < end) {
            all.limit(Math.min(end, all.position() + STRIDE));
            if (channel.read(all, offset + all.position()) < 0) {
                all.limit(all.position());
                break;
            }
        }
        return all.flip();
    }
}
