package org.backupmanager.engine.internal.search;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;

/**
 * A file of what each session of one data source brought and took away, session after session, that only grows at its
 * end. Derived from the trees of the sessions; a session that was cut short, or a file that is damaged, is written
 * again. Used by one thread at a time.
 * <pre>
 * file    = header, chunk*
 * chunk   = u32 bytes, u32 CRC-32C of them, u64 session, u32 1 in the last chunk of the session, otherwise 0; bytes
 * bytes   = ( 0, block path of a folder | 1 + kind, block name, number size, signed seconds | 128 + kind, block name )*
 * </pre>
 * A folder's path begins with '/' unless it is the root's, which is empty. 128: the item is there no more.
 */
final class NameLog {

    static final int FOLDER = 0;
    static final int THERE = 1;
    static final int GONE = 128;
    static final int HEAD = 4 + 4 + 8 + 4;

    private static final byte[] MAGIC = "BM-NAMES 1\n".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final byte[] header;
    private final List<SessionId> sessions = new ArrayList<>();
    private long end;

    /**
     * The log in that file; empty where there is none, or one of something else.
     *
     * @param owner whose trees it is made from
     */
    NameLog(Path path, byte[] owner) throws BackupException {
        this.path = path;
        header = ByteBuffer.allocate(MAGIC.length + owner.length).put(MAGIC).put(owner).array();
        try {
            read();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void read() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] first = new byte[header.length];
            if (file.length() < first.length) {
                return;
            }
            file.readFully(first);
            if (!Arrays.equals(first, header)) {
                return;
            }
            end = first.length;
            byte[] head = new byte[HEAD];
            long position = end;
            while (position + HEAD <= file.length()) {
                file.seek(position);
                file.readFully(head);
                ByteBuffer in = ByteBuffer.wrap(head);
                int length = in.getInt();
                position += HEAD + length;
                if (length < 0 || position > file.length()) {
                    return;
                }
                if (in.getInt(HEAD - 4) == 1) {
                    sessions.add(new SessionId(in.getLong(8)));
                    end = position;
                }
            }
        }
    }

    /** The sessions it holds whole, oldest first. */
    List<SessionId> sessions() {
        return sessions;
    }

    /** The newest of them. */
    Optional<SessionId> newest() {
        return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.getLast());
    }

    /** Starts over. */
    void clear() {
        sessions.clear();
        end = 0;
    }

    /** Writes what a session changed; it counts once it is finished. */
    NameWriter append(SessionId session) throws BackupException {
        try {
            Files.createDirectories(path.getParent());
            var file = new RandomAccessFile(path.toFile(), "rw");
            if (end == 0) {
                file.write(header);
            }
            file.setLength(Math.max(end, header.length));
            file.seek(file.length());
            return new NameWriter(this, file, session);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What was appended is whole. */
    void appended(SessionId session, long newEnd) {
        sessions.add(session);
        end = newEnd;
    }

    /** Reads everything, from the oldest session on. */
    NameReader reader() throws BackupException {
        try {
            return new NameReader(this, new RandomAccessFile(path.toFile(), "r"), header.length, end);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Checksum of the first bytes of an array. */
    static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    BackupException failed(IOException cause) {
        return new BackupException(Code.HOME_FAILED, path, Home.words(cause)).because(cause);
    }

    /** Where it is, for messages. */
    Path path() {
        return path;
    }
}
