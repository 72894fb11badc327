package org.backupmanager.source.files.internal;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.backupmanager.source.kit.Kernel;

/**
 * Reads folders before the scan comes to them. What has not been begun when the scan needs it is read by the scan's own
 * thread, so nobody waits for a thread
 * that is busy with something else.
 */
final class ReadAhead implements AutoCloseable {

    /** Blocks that may lie ready: at most some ten thousand items. */
    private static final int WINDOW = 24;

    private final KernelPool kernels;
    private final ExecutorService threads;
    private int ahead;

    ReadAhead(KernelPool kernels, int readers) {
        this.kernels = kernels;
        var pool = new ThreadPoolExecutor(readers, readers, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("files-scan-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /** Whether more may be read ahead. */
    boolean hasRoom() {
        return ahead < WINDOW;
    }

    /** One block of a folder that will be needed. */
    Pending plan(FolderListing listing, int first) {
        return new Pending(listing, first);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A block that is wanted sooner or later; used by the scan's thread. */
    final class Pending {

        private final FolderListing listing;
        private final FutureTask<FolderListing.Block> task;
        private boolean begun;

        private Pending(FolderListing listing, int first) {
            this.listing = listing;
            task = new FutureTask<>(() -> {
                Kernel kernel = kernels.take();
                try {
                    return listing.read(kernel, first);
                } finally {
                    kernels.give(kernel);
                }
            });
        }

        /** Of the folder whose block it is. */
        FolderListing listing() {
            return listing;
        }

        /** Lets another thread read it. */
        void begin() {
            if (!begun) {
                begun = true;
                ahead++;
                try {
                    threads.execute(task);
                } catch (RejectedExecutionException closed) {
                    throw new IllegalStateException(Messages.text("viewClosed"), closed);
                }
            }
        }

        /** The block, read here where no other thread has begun to. */
        FolderListing.Block get() {
            if (begun) {
                ahead--;
            }
            task.run();
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException(Messages.text("interrupted")));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
