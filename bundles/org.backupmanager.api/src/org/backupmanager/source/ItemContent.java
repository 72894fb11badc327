package org.backupmanager.source;

import java.io.IOException;
import java.nio.ByteBuffer;

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

    /** Whether the item is no more what its attributes say; asked after the last byte. */
    boolean changed() throws IOException;

    @Override
    void close() throws IOException;
}
