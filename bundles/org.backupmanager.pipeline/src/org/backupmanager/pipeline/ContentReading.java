package org.backupmanager.pipeline;

import java.io.IOException;
import java.util.List;

import org.backupmanager.content.Piece;

/** The bytes of one item while they are read, once and from front to back. */
public interface ContentReading extends AutoCloseable {

    /**
     * Reads on into {@code target[from,to)}, which is not empty.
     *
     * @return bytes read, or -1 at the end
     */
    int read(byte[] target, int from, int to) throws IOException;

    /** Bytes of the hole that begins here, now skipped; 0 where there is none. */
    long skipHole() throws IOException;

    /**
     * Pieces that begin here and are known to be stored already, now skipped; empty where there are none. Reading ends
     * where such pieces begin.
     */
    default List<Piece> skipKnown() throws IOException {
        return List.of();
    }

    /** Whether the item is no more what its attributes said; asked after the last byte. */
    boolean changed() throws IOException;

    @Override
    void close() throws IOException;
}
