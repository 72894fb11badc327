package org.backupmanager.engine.internal.verify;

import java.nio.ByteBuffer;
import java.time.InstantSource;

import org.backupmanager.engine.internal.limits.Bucket;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.session.BackupException;

/**
 * Counts what is read, and keeps it below a rate: a read that comes too early waits for its turn. Reads of several
 * threads share the rate; what was not read in time is not made up for. Safe for use by many threads.
 */
final class ReadBudget {

    private static final long MEGABYTE = 1_000_000;

    private final RunProgress progress;
    private final Bucket bucket;

    /**
     * @param megabytes a second at most, 0 for no limit
     * @param progress counts what is read; where it is cancelled, reads end
     */
    ReadBudget(int megabytes, InstantSource clock, RunProgress progress, Bucket.Nap nap) {
        long perSecond = megabytes == 0 ? Bucket.UNLIMITED : megabytes * MEGABYTE;
        this.bucket = new Bucket(() -> perSecond, clock, nap);
        this.progress = progress;
    }

    /** The same object, read within the budget. */
    ObjectSource within(ObjectSource source) {
        return new ObjectSource() {
            @Override
            public long size() throws BackupException {
                return source.size();
            }

            @Override
            public ByteBuffer get(long offset, int length) throws BackupException {
                bucket.take(length, progress::checkCancelled);
                ByteBuffer read = source.get(offset, length);
                progress.sent(read.remaining());
                return read;
            }
        };
    }

    /** A cabinet of that size is going to be read. */
    void chosen(long bytes) {
        progress.selected(bytes);
    }

    /** A cabinet of that size was read. */
    void checked(long bytes) {
        progress.processed(bytes);
    }
}
