package org.backupmanager.engine.internal.backup;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.DepotStore;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.BackupLine;
import org.backupmanager.pipeline.LineSettings;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * One line from sources to the storage and the sessions that work in it together: one merged queue, one set of threads
 * and open cabinets. Works on a thread of its own from its making until it is stopped.
 */
final class SharedLine {

    private final SentShares sent = new SentShares();
    private final MergedQueue queue = new MergedQueue(sent);
    private final DepotStore store;
    private final BackupLine line;
    private final Thread driver;
    /** Guarded by the lock of {@link SharedLines}: the sessions that work in it. */
    private final List<QueueShare> members = new ArrayList<>();

    /** Asked while content waits for the limits of speed; throws once nobody wants that content any more. */
    @FunctionalInterface
    interface Wanted {
        void check(SharedLine line) throws SessionCancelledException;
    }

    SharedLine(Depot depot, EngineSettings settings, SecureRandom chance, Wanted wanted) {
        store = new DepotStore(depot.within(() -> wanted.check(this)), cabinet -> sent.stored(cabinet, queue.shares()));
        line = new BackupLine(depot.vault(), lineSettings(settings), store, this::pass, chance);
        driver = Thread.ofPlatform().name("backup line").start(this::run);
    }

    private static LineSettings lineSettings(EngineSettings settings) {
        int packers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64);
        return new LineSettings(settings.readers(), packers, settings.connections(), settings.compressionLevel(),
                settings.cabinetSize(), settings.verifyCompressed());
    }

    private void run() {
        try {
            line.run(queue);
        } catch (BackupException ended) {
            queue.fail(ended);
        } catch (InterruptedException stopped) {
            queue.fail(new SessionCancelledException().because(stopped));
        } catch (RuntimeException | Error bug) {
            queue.fail(new BackupException(Code.INTERNAL, bug.toString()).because(bug));
        }
    }

    /** Where every thread of the line waits while its sessions are held; one that was cancelled holds nobody up. */
    private void pass() throws SessionCancelledException {
        for (QueueShare share : queue.shares()) {
            try {
                if (!share.progress().isCancelled()) {
                    share.progress().checkCancelled();
                    return;
                }
            } catch (SessionCancelledException cancelledMeanwhile) {
                if (Thread.currentThread().isInterrupted()) {
                    throw cancelledMeanwhile;
                }
            }
        }
    }

    /** One more session works in it; called under the lock of {@link SharedLines}, as {@link #leave}. */
    void enter(QueueShare share) {
        members.add(share);
    }

    /** A session works in it no more; returns whether it was the last. */
    boolean leave(QueueShare share) {
        members.remove(share);
        return members.isEmpty();
    }

    /** Whether every session in it was cancelled; called under that lock too. */
    boolean isAbandoned() {
        return !members.isEmpty() && members.stream().allMatch(share -> share.progress().isCancelled());
    }

    MergedQueue queue() {
        return queue;
    }

    /** Where the directory records of that session go. */
    BackupLine records(QueueShare share) {
        sent.assembles(share);
        return line;
    }

    /**
     * Stores all that was packed so far.
     *
     * @return the cabinets that were stored since the last call
     */
    List<CabinetDirectory> flush(QueueShare share) throws BackupException, InterruptedException {
        sent.assembles(share);
        try {
            line.flush(share.progress()::endIfCancelled);
        } catch (SessionCancelledException cancelled) {
            // This session waits no more; the others, if there are any, go on
            throw cancelled;
        } catch (BackupException ended) {
            queue.fail(ended);
            throw ended;
        }
        return store.takeStored();
    }

    /** Ends it and leaves no thread behind; what is on its way then is not waited for. */
    void stop() {
        queue.close();
        boolean interrupted = Thread.interrupted();
        while (driver.isAlive()) {
            try {
                driver.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        line.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it in the middle of whatever it does. */
    void tear() {
        driver.interrupt();
        stop();
    }
}
