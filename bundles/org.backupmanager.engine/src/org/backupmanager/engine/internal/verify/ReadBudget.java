package org.backupmanager.engine.internal.verify;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Counts what is read, and keeps it below a rate: a read that comes too early waits for its turn. Reads of several
 * threads share the rate; what was not read in time is not made up for. Safe for use by many threads.
 */
final class ReadBudget {

    private static final long MEGABYTE = 1_000_000;
    /** The longest sleep, so that a cancelled session ends soon. */
    private static final Duration NAP = Duration.ofMillis(200);

    private final long perSecond;
    private final InstantSource clock;
    private final RunProgress progress;
    private final Nap nap;
    private Instant next = Instant.MIN;

    /** Waits; a test passes one that moves its clock. */
    @FunctionalInterface
    interface Nap {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param megabytes a second at most, 0 for no limit
     * @param progress counts what is read; where it is cancelled, reads end
     */
    ReadBudget(int megabytes, InstantSource clock, RunProgress progress, Nap nap) {
        this.perSecond = megabytes * MEGABYTE;
        this.clock = clock;
        this.progress = progress;
        this.nap = nap;
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
                take(length);
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

    private void take(long bytes) throws SessionCancelledException {
        progress.checkCancelled();
        if (perSecond == 0) {
            return;
        }
        Instant turn = turn(Duration.ofNanos(bytes * 1_000_000_000L / perSecond));
        try {
            for (Duration left = left(turn); left.isPositive(); left = left(turn)) {
                nap.sleep(left.compareTo(NAP) < 0 ? left : NAP);
                progress.checkCancelled();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (SessionCancelledException) new SessionCancelledException().because(stopped);
        }
    }

    /** When this read may begin; the next one may begin as much later as this one costs. */
    private synchronized Instant turn(Duration cost) {
        Instant now = clock.instant();
        Instant mine = next.isAfter(now) ? next : now;
        next = mine.plus(cost);
        return mine;
    }

    private Duration left(Instant turn) {
        return Duration.between(clock.instant(), turn);
    }
}
