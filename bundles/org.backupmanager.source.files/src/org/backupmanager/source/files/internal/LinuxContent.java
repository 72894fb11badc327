package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.Stretch;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/**
 * The content of one file. A small one costs open, read, stat and close; only a larger one is asked for holes, and only
 * if it takes less room than it is long.
 */
final class LinuxContent implements ItemContent {

    /** Smaller files are not asked for holes. */
    private static final long SMALL = 1 << 16;
    /** Files from here on are announced to be read from front to back. */
    private static final long LARGE = 1 << 20;

    private final Item item;
    private final int file;
    private final Kernel kernel;
    private final KernelPool kernels;
    private final boolean sparse;
    private final boolean frozen;
    private final long size;
    private long position;
    /** Up to here is no hole; known only of sparse files. */
    private long dataEnd;
    private boolean atEnd;
    private boolean closed;

    /**
     * @param frozen whether it is in a snapshot, and what is known of its extents may be told
     */
    LinuxContent(Item item, int file, Kernel kernel, KernelPool kernels, boolean frozen) throws IOException {
        this.item = item;
        this.frozen = frozen;
        this.file = file;
        this.kernel = kernel;
        this.kernels = kernels;
        long expected = item.attributes().size();
        boolean looked = expected >= SMALL && kernel.stat(file) == 0;
        if (looked && kernel.found().type() != FileStat.S_IFREG) {
            close();
            throw new IOException(Messages.text("noFile"));
        }
        size = looked ? kernel.found().size() : expected;
        sparse = looked && kernel.found().allocated() < size;
        if (size >= LARGE) {
            kernel.advise(file, Kernel.ADVICE_SEQUENTIAL);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (atEnd) {
            return -1;
        }
        int room = target.remaining();
        long limit = sparse && dataEnd > position ? Math.min(room, dataEnd - position) : room;
        long got = kernel.read(file, position, target, (int) limit);
        if (got < 0) {
            throw got == -Errno.EISDIR ? new IOException(Messages.text("noFile")) : Problem.reading((int) got,
                    item.path());
        }
        position += got;
        // A regular file gives less than asked only at its end; if it grew since, that shows as a change.
        atEnd = got == 0 || got < limit && size > 0 && position >= size && target.isDirect();
        return got == 0 ? -1 : (int) got;
    }

    @Override
    public long skipHole() throws IOException {
        if (!sparse || atEnd || position < dataEnd || position >= size) {
            return 0;
        }
        long data = kernel.seek(file, position, Kernel.SEEK_DATA);
        long start = position;
        if (data == -Errno.ENXIO) {
            position = Math.max(size, position);
            atEnd = true;
        } else if (data < 0) {
            dataEnd = size; // This file system does not tell holes: they read as zeros.
        } else {
            position = data;
            long hole = kernel.seek(file, data, Kernel.SEEK_HOLE);
            dataEnd = hole < 0 ? size : hole;
        }
        return position - start;
    }

    @Override
    public List<Stretch> stretches() {
        return frozen && size > 0 ? new Extents(kernel).of(file, item.attributes().identity().number(), size)
                : List.of();
    }

    @Override
    public void skip(long bytes) {
        position += bytes;
    }

    @Override
    public boolean changed() throws IOException {
        int result = kernel.stat(file);
        if (result < 0) {
            throw Problem.reading(result, item.path());
        }
        FileStat now = kernel.found();
        ItemAttributes then = item.attributes();
        return now.type() != FileStat.S_IFREG || now.size() != then.size() || now.inode() != then.identity().number()
                || !now.isModified(then.modified()) || !now.isChanged(then.identity().changed());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            kernel.close(file);
            kernels.give(kernel);
        }
    }
}
