package org.backupmanager.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The content of one item, read once from front to back; used by one thread at a time. */
public interface ItemContent extends AutoCloseable {

    /**
     * Reads on. Holes read as zeros if they were not skipped.
     *
     * @param target a direct buffer with room
     * @return bytes read, 1 or more, or -1 at the end
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Bytes of the hole that begins here, now skipped; 0 where there is none. A file that ends in a hole is skipped to
     * its end.
     */
    long skipHole() throws IOException;

    /**
     * What the source knows of where these bytes lie, in the order of the content and without overlaps; asked before
     * the first byte is read. What is in no stretch has to be read. Hints, that spare the reading of what did not
     * change since the session before; empty where nothing is known.
     */
    default List<Stretch> stretches() throws IOException {
        return List.of();
    }

    /**
     * Goes forward without reading; asked within stretches only.
     *
     * @throws IOException where that cannot be done
     */
    default void skip(long bytes) throws IOException {
        throw new IOException("this content can only be read from front to back");
    }

    /** Whether the item is no more what its attributes say; asked after the last byte. */
    boolean changed() throws IOException;

    @Override
    void close() throws IOException;
}
