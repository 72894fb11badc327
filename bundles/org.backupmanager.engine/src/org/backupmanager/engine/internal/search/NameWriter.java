package org.backupmanager.engine.internal.search;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;

/** Writes one session into a {@link NameLog}. */
final class NameWriter implements AutoCloseable {

    private static final int CHUNK = 1 << 18;

    private final NameLog log;
    private final RandomAccessFile file;
    private final SessionId session;
    private final PackedOutput chunk = new PackedOutput(CHUNK + 8192);
    private byte[] folder = new byte[0];
    /** Whether the folder is written already. */
    private boolean entered;

    NameWriter(NameLog log, RandomAccessFile file, SessionId session) {
        this.log = log;
        this.file = file;
        this.session = session;
    }

    /** What is written from now on lies in this folder. */
    void enter(byte[] path) {
        folder = path;
        entered = false;
    }

    /** The item is there from this session on, as it is now. */
    void there(byte[] name, ItemAttributes attributes) throws BackupException {
        begin(NameLog.THERE, attributes.kind(), name);
        chunk.number(attributes.size()).signed(attributes.modified().getEpochSecond());
        write(CHUNK);
    }

    /** The item is there no more. */
    void gone(byte[] name, ItemKind kind) throws BackupException {
        begin(NameLog.GONE, kind, name);
        write(CHUNK);
    }

    private void begin(int what, ItemKind kind, byte[] name) {
        if (!entered) {
            chunk.u8(NameLog.FOLDER).block(folder);
            entered = true;
        }
        chunk.u8(what + kind.ordinal()).block(name);
    }

    /** Writes the chunk if it has so many bytes. */
    private void write(int least) throws BackupException {
        if (chunk.length() >= least) {
            write(false);
        }
    }

    private void write(boolean last) throws BackupException {
        try {
            ByteBuffer head = ByteBuffer.allocate(NameLog.HEAD).putInt(chunk.length())
                    .putInt(NameLog.crc(chunk.array(), chunk.length())).putLong(session.number()).putInt(last ? 1 : 0);
            file.write(head.array());
            file.write(chunk.array(), 0, chunk.length());
        } catch (IOException e) {
            throw log.failed(e);
        }
        chunk.clear();
        // Each chunk can be read by itself.
        entered = false;
    }

    /** The session is whole. */
    void finish() throws BackupException {
        write(true);
        try {
            log.appended(session, file.getFilePointer());
        } catch (IOException e) {
            throw log.failed(e);
        }
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
