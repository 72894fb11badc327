package org.backupmanager.pipeline;

import java.nio.ByteBuffer;

import org.backupmanager.session.BackupException;

/** Reads an object in stretches, for one who wants small parts of it in order. For one thread. */
final class Window implements ObjectSource {

    /** A multiple of every size of block. */
    private static final int STRETCH = 1 << 20;

    private final ObjectSource source;
    private long number = -1;
    private ByteBuffer stretch = ByteBuffer.allocate(0);

    private Window(ObjectSource source) {
        this.source = source;
    }

    static ObjectSource over(ObjectSource source) {
        return new Window(source);
    }

    @Override
    public long size() throws BackupException {
        return source.size();
    }

    /** A part that lies in one stretch. */
    @Override
    public ByteBuffer get(long offset, int length) throws BackupException {
        long wanted = offset / STRETCH;
        if (wanted != number) {
            number = -1;
            stretch = source.get(wanted * STRETCH, STRETCH);
            number = wanted;
        }
        int from = (int) Math.min(offset - wanted * STRETCH, stretch.remaining());
        return stretch.slice(from + stretch.position(), Math.min(length, stretch.remaining() - from));
    }
}
