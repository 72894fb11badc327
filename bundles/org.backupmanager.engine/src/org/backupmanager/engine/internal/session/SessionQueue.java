package org.backupmanager.engine.internal.session;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.engine.internal.session.OverlapTable.Answer;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.Sessions.DeviceState;
import org.backupmanager.source.DataSource.Overlap;

/**
 * The sessions that have not ended, and what each may do now: {@link OverlapTable} says it for two of them, this class
 * for all. Safe for use by many threads.
 */
public final class SessionQueue {

    /** Sessions whose queues are merged at the same time, at most; further ones wait with their scan. */
    static final int MOST_MERGED = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock, as all below. */
    private final NavigableMap<SessionId, Entry> entries = new TreeMap<>();
    /** Those that have left, while their end is still told and reported. */
    private final Set<SessionId> ending = new HashSet<>();
    private int restoresToCome;
    private boolean shut;

    private static final class Entry {
        final RunningSession session;
        boolean scanned;

        Entry(RunningSession session) {
            this.session = session;
        }

        boolean merges() {
            return session.is(Type.BACKUP) && session.overlap() == Overlap.MERGES;
        }
    }

    /**
     * A session starts: what it holds is held from now on.
     *
     * @return the session because of which it is skipped; empty where it was let in
     */
    Optional<RunningSession> enter(RunningSession session) {
        lock.lock();
        try {
            Optional<RunningSession> inTheWay = entries.values().stream().map(entry -> entry.session)
                    .filter(running -> OverlapTable.answer(session, running) == Answer.SKIPPED).findFirst();
            if (inTheWay.isPresent()) {
                return inTheWay;
            }
            for (Entry entry : entries.values()) {
                switch (OverlapTable.answer(session, entry.session)) {
                    case HOLDS -> entry.session.gate().hold();
                    case ON_HOLD -> session.gate().hold();
                    default -> { }
                }
            }
            if (!session.is(Type.RESTORE)) {
                for (int i = 0; i < restoresToCome; i++) {
                    session.gate().hold();
                }
            }
            entries.put(session.id(), new Entry(session));
            if (shut) {
                session.gate().cancel();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A restore is about to start: what it holds is held already while it looks for what to restore. */
    void expectRestore() {
        lock.lock();
        try {
            restoresToCome++;
            heldByRestores().forEach(session -> session.gate().hold());
        } finally {
            lock.unlock();
        }
    }

    /** That restore has started, or never will. */
    void expectRestoreNoMore() {
        lock.lock();
        try {
            restoresToCome--;
            heldByRestores().forEach(session -> session.gate().resume());
        } finally {
            lock.unlock();
        }
    }

    private boolean isRestoreToCome() {
        lock.lock();
        try {
            return restoresToCome > 0;
        } finally {
            lock.unlock();
        }
    }

    private List<RunningSession> heldByRestores() {
        return entries.values().stream().map(entry -> entry.session).filter(session -> !session.is(Type.RESTORE))
                .toList();
    }

    /** Returns when the backup may scan, and is not held. */
    void awaitScan(RunningSession backup) throws SessionCancelledException, InterruptedException {
        lock.lock();
        try {
            Entry entry = entries.get(backup.id());
            while (!backup.gate().isCancelled() && !mayScan(entry)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        backup.gate().checkCancelled();
    }

    /** The backup's scan is complete; returns when those that overlap with it have scanned too. */
    void scanned(RunningSession backup) throws SessionCancelledException, InterruptedException {
        lock.lock();
        try {
            Entry entry = entries.get(backup.id());
            entry.scanned = true;
            changed.signalAll();
            // Those that come later still scan beside the processing of this one
            SessionId newest = entries.lastKey();
            while (entry.merges() && !backup.gate().isCancelled() && entries.headMap(newest, true).values().stream()
                    .anyMatch(other -> other.merges() && !other.scanned && mayScan(other))) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        backup.gate().checkCancelled();
    }

    private boolean mayScan(Entry entry) {
        Collection<Entry> before = entries.headMap(entry.session.id()).values();
        for (Entry other : before) {
            Answer answer = OverlapTable.answer(entry.session, other.session);
            if (answer == Answer.WAITS || answer == Answer.AFTER_ITS_SCAN && !other.scanned) {
                return false;
            }
        }
        return !entry.merges() || before.stream().filter(Entry::merges).count() < MOST_MERGED;
    }

    /** A session has ended: what it held goes on. */
    void leave(RunningSession session) {
        lock.lock();
        try {
            entries.remove(session.id());
            ending.add(session.id());
            if (session.is(Type.RESTORE)) {
                heldByRestores().forEach(held -> held.gate().resume());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever had to hear of the end of a session that has left has heard of it. */
    void over(RunningSession session) {
        lock.lock();
        try {
            ending.remove(session.id());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A session was cancelled: where it waits, it shall see that. */
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
            return entries.values().stream().map(entry -> entry.session).toList();
        } finally {
            lock.unlock();
        }
    }

    /** What the device as a whole is doing; looking after the storage does not count. */
    DeviceState state() {
        List<RunningSession> running = sessions().stream().filter(session -> !session.isUpkeep()).toList();
        if (running.isEmpty()) {
            return DeviceState.IDLE;
        }
        if (isRestoreToCome() || running.stream().anyMatch(session -> session.is(Type.RESTORE))) {
            return DeviceState.RESTORE;
        }
        List<Stage> stages = running.stream().map(session -> session.progress().stage()).toList();
        if (isShut() || stages.stream().allMatch(stage -> stage == Stage.HELD)) {
            return DeviceState.SUSPENDED;
        }
        return stages.contains(Stage.PROCESSING) || stages.contains(Stage.COMMITTING) ? DeviceState.BACKUP
                : DeviceState.SCANNING;
    }

    /** Cancels every session and each that still comes. */
    private void shut() {
        lock.lock();
        try {
            shut = true;
            entries.values().forEach(entry -> entry.session.gate().cancel());
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

    /**
     * Ends every session and waits for it.
     *
     * @param patience with those that end by themselves, and again with those that are interrupted then
     * @return how many have not ended
     */
    int end(Duration patience) {
        shut();
        try {
            if (!awaitEmpty(patience)) {
                sessions().forEach(RunningSession::interrupt);
                awaitEmpty(patience);
            }
        } catch (InterruptedException inAHurry) {
            sessions().forEach(RunningSession::interrupt);
            Thread.currentThread().interrupt();
        }
        return sessions().size();
    }

    /** Waits until every session has left and is over, but not longer than so; returns whether they are. */
    private boolean awaitEmpty(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!(entries.isEmpty() && ending.isEmpty()) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return entries.isEmpty() && ending.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
