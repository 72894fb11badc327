package org.backupmanager.engine.internal.backup;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.engine.internal.hints.ScanMemory;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.pipeline.BackupLine;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.DataSource.Overlap;

/**
 * What the backups of one device share: the line in which queues are merged, and the order of commits. Safe for use by
 * many threads.
 */
public final class SharedLines {

    private final Depot depot;
    private final SecureRandom chance;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock committing = new ReentrantLock();
    private final ScanMemory.Shelf memories = new ScanMemory.Shelf();
    private Optional<SharedLine> merged = Optional.empty();

    /**
     * @param depot of the device
     * @param chance for keys and choices
     */
    public SharedLines(Depot depot, SecureRandom chance) {
        this.depot = depot;
        this.chance = chance;
    }

    /** A session goes to work: in the line of all that merge, or in one of its own. */
    Place join(QueueShare share, Overlap overlap, EngineSettings settings) throws BackupException {
        SharedLine line = enter(share, overlap == Overlap.MERGES, settings);
        var place = new Place(line, share);
        try {
            line.queue().join(share);
            return place;
        } catch (BackupException | RuntimeException failure) {
            place.close();
            throw failure;
        }
    }

    private SharedLine enter(QueueShare share, boolean merges, EngineSettings settings) {
        lock.lock();
        try {
            SharedLine line = merged.filter(running -> merges && !running.queue().hasFailed())
                    .orElseGet(() -> new SharedLine(depot, settings, chance, this::checkWanted));
            if (merges) {
                merged = Optional.of(line);
            }
            line.enter(share);
            return line;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up a line all sessions of which were cancelled: whoever comes later gets another. */
    private void checkWanted(SharedLine line) throws SessionCancelledException {
        lock.lock();
        try {
            if (line.isAbandoned()) {
                merged = merged.filter(running -> running != line);
                throw new SessionCancelledException();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody else works in that line. */
    private boolean leave(SharedLine line, QueueShare share) {
        lock.lock();
        try {
            boolean last = line.leave(share);
            merged = merged.filter(running -> !last || running != line);
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** What sessions know about folders, for those that come after them. */
    ScanMemory.Shelf memories() {
        return memories;
    }

    /** Held from finding a session's place in the chain of roots until it has it. */
    ReentrantLock committing() {
        return committing;
    }

    /** A session's place in a line; closed when all of it is stored, or when it ends early. */
    final class Place implements AutoCloseable {

        private final SharedLine line;
        private final QueueShare share;
        private boolean whole;

        private Place(SharedLine line, QueueShare share) {
            this.line = line;
            this.share = share;
        }

        /** Waits until every item of the session has come to its end. */
        void awaitProcessed() throws BackupException, InterruptedException {
            line.queue().awaitProcessed(share);
        }

        /** Where its directory records go. */
        BackupLine records() {
            return line.records(share);
        }

        /**
         * On return all of the session is stored.
         *
         * @return cabinets that no session has told of yet
         */
        List<CabinetDirectory> flush() throws BackupException, InterruptedException {
            List<CabinetDirectory> stored = line.flush(share);
            whole = true;
            return stored;
        }

        @Override
        public void close() {
            boolean last = leave(line, share);
            if (last && !whole) {
                line.tear();
            }
            line.queue().leave(share);
            if (last && whole) {
                line.stop();
            }
        }
    }
}
