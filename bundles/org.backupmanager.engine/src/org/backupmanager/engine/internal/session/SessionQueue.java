package org.backupmanager.engine.internal.session;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.SessionCancelledException;

/**
 * Who may work: the oldest backup that has not ended, and every restore; as long as there is a restore, backups are
 * held. The table in the package's description is made here. Safe for use by many threads.
 */
public final class SessionQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock, as all below. */
    private final NavigableMap<SessionId, RunningSession> running = new TreeMap<>();
    private boolean shut;

    /** A session was started; where it is the first restore, backups are held from now on. */
    void enter(RunningSession session) {
        lock.lock();
        try {
            if (session.is(Type.BACKUP) && restores() > 0) {
                session.gate().hold();
            }
            if (session.is(Type.RESTORE) && restores() == 0) {
                running.values().forEach(backup -> backup.gate().hold());
            }
            running.put(session.id(), session);
            if (shut) {
                session.gate().cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the backup may work: when all that were started before it have ended. */
    void awaitTurn(RunningSession backup) throws SessionCancelledException, InterruptedException {
        lock.lock();
        try {
            while (!backup.gate().isCancelled() && running.headMap(backup.id()).values().stream()
                    .anyMatch(other -> other.is(Type.BACKUP))) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        backup.gate().checkCancelled();
    }

    /** A session has ended; where it was the last restore, backups go on. */
    void leave(RunningSession session) {
        lock.lock();
        try {
            running.remove(session.id());
            if (session.is(Type.RESTORE) && restores() == 0) {
                running.values().forEach(backup -> backup.gate().resume());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long restores() {
        return running.values().stream().filter(session -> session.is(Type.RESTORE)).count();
    }

    /** A session was cancelled: where it waits for its turn, it shall see that. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sessions that wait or work, oldest first. */
    List<RunningSession> sessions() {
        lock.lock();
        try {
            return List.copyOf(running.values());
        } finally {
            lock.unlock();
        }
    }

    /** Cancels every session and each that still comes. */
    void shut() {
        lock.lock();
        try {
            shut = true;
            running.values().forEach(session -> session.gate().cancel());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isShut() {
        lock.lock();
        try {
            return shut;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every session has left, but not longer than so; returns whether they have. */
    boolean awaitEmpty(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!running.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return running.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
