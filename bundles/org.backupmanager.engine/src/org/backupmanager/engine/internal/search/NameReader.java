package org.backupmanager.engine.internal.search;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.session.BackupException;

/** Reads a {@link NameLog}, change by change. A log that is damaged is {@code OBJECT_DAMAGED}. */
final class NameReader implements AutoCloseable {

    private static final ItemKind[] KINDS = ItemKind.values();

    private final NameLog log;
    private final RandomAccessFile file;
    private long left;
    private byte[] chunk = new byte[0];
    private PackedInput in = new PackedInput("", chunk);
    private long session;
    /** The folder's path, a '/', and from {@link #nameFrom} to {@link #end} the item's name. */
    private byte[] path = new byte[512];
    private int nameFrom;
    private int end;
    private boolean there;
    private ItemKind kind = ItemKind.FILE;
    private long size;
    private long seconds;

    NameReader(NameLog log, RandomAccessFile file, long from, long to) throws IOException {
        this.log = log;
        this.file = file;
        file.seek(Math.min(from, to));
        left = to - Math.min(from, to);
    }

    /** Goes to the next change; false at the end. */
    boolean next() throws BackupException {
        while (more()) {
            int what = in.u8();
            if (what != NameLog.FOLDER) {
                change(what);
                return true;
            }
            int length = in.skipBlock();
            path(0, length);
            path[length] = '/';
            nameFrom = length + 1;
        }
        return false;
    }

    private boolean more() throws BackupException {
        while (in.atEnd() && left > 0) {
            readChunk();
        }
        return !in.atEnd();
    }

    private void change(int what) throws BackupException {
        there = what < NameLog.GONE;
        int ordinal = what - (there ? NameLog.THERE : NameLog.GONE);
        if (ordinal >= KINDS.length) {
            throw damaged();
        }
        kind = KINDS[ordinal];
        int length = in.skipBlock();
        path(nameFrom, length);
        end = nameFrom + length;
        if (there) {
            size = in.number();
            seconds = in.signed();
        }
    }

    /** Takes over the bytes that were skipped last. */
    private void path(int to, int length) {
        if (path.length < to + length + 1) {
            path = Arrays.copyOf(path, (to + length + 1) * 2);
        }
        System.arraycopy(chunk, in.position() - length, path, to, length);
    }

    private void readChunk() throws BackupException {
        try {
            byte[] head = new byte[NameLog.HEAD];
            file.readFully(head);
            ByteBuffer numbers = ByteBuffer.wrap(head);
            int length = numbers.getInt();
            left -= NameLog.HEAD + length;
            if (left < 0) {
                throw damaged();
            }
            if (chunk.length < length) {
                chunk = new byte[length];
            }
            file.readFully(chunk, 0, length);
            if (NameLog.crc(chunk, length) != numbers.getInt()) {
                throw damaged();
            }
            session = numbers.getLong();
            in = new PackedInput(log.path().toString(), chunk, 0, length);
        } catch (IOException e) {
            throw log.failed(e);
        }
    }

    private BackupException damaged() {
        return new BackupException(Code.OBJECT_DAMAGED, log.path(), "its checksum does not fit");
    }

    /** Number of the session that made the change. */
    long session() {
        return session;
    }

    /** Whether the item is there since, as it is told now; otherwise it is gone since. */
    boolean isThere() {
        return there;
    }

    ItemKind kind() {
        return kind;
    }

    long size() {
        return size;
    }

    Instant modified() {
        return Instant.ofEpochSecond(seconds);
    }

    /** Whether it is the root itself. */
    boolean isRoot() {
        return end == nameFrom;
    }

    boolean fits(PathPattern pattern) {
        return pattern.matches(path, pattern.isForPaths() ? 0 : nameFrom, end);
    }

    /** A copy of the path's bytes. */
    byte[] path() {
        return Arrays.copyOf(path, end);
    }

    @Override
    public void close() throws BackupException {
        try {
            file.close();
        } catch (IOException e) {
            throw log.failed(e);
        }
    }
}
