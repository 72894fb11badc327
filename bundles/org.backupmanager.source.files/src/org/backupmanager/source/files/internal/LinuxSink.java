package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget.Sink;
import org.backupmanager.source.kit.Kernel;

/** A file that a restore is writing. */
final class LinuxSink implements Sink {

    private static final int CLOSED = -1;

    private final LinuxTarget target;
    private final Item item;
    private final TargetFolders.Folder folder;
    private final byte[] unfinished;
    private final AtomicInteger file;
    private final AtomicLong written = new AtomicLong();
    private boolean published;
    private boolean closed;

    LinuxSink(LinuxTarget target, Item item, TargetFolders.Folder folder, byte[] unfinished, int file) {
        this.target = target;
        this.item = item;
        this.folder = folder;
        this.unfinished = unfinished;
        this.file = new AtomicInteger(file);
    }

    @Override
    public void write(long offset, ByteBuffer bytes) throws IOException {
        Kernel kernel = target.kernels().take();
        try {
            long at = offset;
            while (bytes.hasRemaining()) {
                long put = kernel.write(file.get(), at, bytes);
                LinuxTarget.check(put);
                at += put;
            }
            written.accumulateAndGet(at, Math::max);
        } finally {
            target.kernels().give(kernel);
        }
    }

    @Override
    public void complete(long length) throws IOException {
        Kernel kernel = target.kernels().take();
        try {
            if (written.get() != length) {
                LinuxTarget.check(kernel.truncate(file.get(), length));
            }
            target.complete(this, kernel);
        } finally {
            target.kernels().give(kernel);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Kernel kernel = target.kernels().take();
        closeFile(kernel);
        if (!published) {
            kernel.unlink(folder.file(), unfinished, 0);
        }
        target.kernels().give(kernel);
        folder.close();
    }

    /** Closes the file once; later calls do nothing. */
    int closeFile(Kernel kernel) {
        int open = file.getAndSet(CLOSED);
        return open == CLOSED ? 0 : kernel.close(open);
    }

    Item item() {
        return item;
    }

    TargetFolders.Folder folder() {
        return folder;
    }

    byte[] unfinished() {
        return unfinished;
    }

    int file() {
        return file.get();
    }

    void published() {
        published = true;
    }
}
