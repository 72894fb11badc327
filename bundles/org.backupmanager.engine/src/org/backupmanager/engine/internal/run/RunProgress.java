package org.backupmanager.engine.internal.run;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session.Snapshot;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.SessionCancelledException;

/**
 * How far a run is, and the gate at which it is held or cancelled. Two sets of counters: {@link #expect} and {@link
 * #done} say how far the work is (items and bytes that have to be read or written), {@link #selected}, {@link
 * #processed} and the others are what the report counts. Counting costs nanoseconds; safe for use by many threads.
 */
public final class RunProgress implements Progress {

    private final LongAdder itemsExpected = new LongAdder();
    private final LongAdder itemsDone = new LongAdder();
    private final LongAdder bytesExpected = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();
    private final LongAdder selectedCount = new LongAdder();
    private final LongAdder selectedSize = new LongAdder();
    private final LongAdder processedCount = new LongAdder();
    private final LongAdder processedSize = new LongAdder();
    private final LongAdder sentSize = new LongAdder();
    private final LongAdder errorCount = new LongAdder();
    private final LongAdder removedCount = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Stage stage = Stage.WAITING;
    private volatile String note = "";
    private volatile int holders;
    private volatile boolean cancelled;
    private volatile Consumer<Stage> watcher = stage -> {
        // nobody looks yet
    };
    private final AtomicReference<Stage> told = new AtomicReference<>(Stage.WAITING);

    /** The run is now doing this. */
    public void stage(Stage next) {
        stage = next;
        tell();
    }

    /** From now on somebody is told when {@link #snapshot} would show another stage, until it shows the end. */
    public void watch(Consumer<Stage> wanted) {
        watcher = wanted;
        told.set(Stage.WAITING);
        tell();
    }

    private void tell() {
        Stage now = visibleStage();
        if (told.getAndSet(now) != now && now != Stage.ENDED) {
            watcher.accept(now);
        }
    }

    /** One more item was found, with that much content. */
    public void selected(long bytes) {
        selectedCount.increment();
        selectedSize.add(bytes);
    }

    /** Many items were found at once, with that much content together: an unchanged folder, for instance. */
    public void selected(long items, long bytes) {
        selectedCount.add(items);
        selectedSize.add(bytes);
    }

    /** One more item was read (backup) or written (restore), with that much content. */
    public void processed(long bytes) {
        processedCount.increment();
        processedSize.add(bytes);
    }

    /** That much more went to the storage (backup) or came from it (restore). */
    public void sent(long bytes) {
        sentSize.add(bytes);
    }

    /** One more item is missing from the session. */
    void error() {
        errorCount.increment();
    }

    /** One more item of the session before is there no more. */
    public void removed() {
        removedCount.increment();
    }

    @Override
    public void expect(Work work, long n) {
        (work == Work.ITEMS ? itemsExpected : bytesExpected).add(n);
    }

    @Override
    public void done(Work work, long n) {
        (work == Work.ITEMS ? itemsDone : bytesDone).add(n);
    }

    @Override
    public void note(String text) {
        note = text;
    }

    /** What the report counts, as it stands now. */
    public Totals totals() {
        return new Totals(selectedCount.sum(), selectedSize.sum(), processedCount.sum(), processedSize.sum(),
                sentSize.sum(), errorCount.sum(), removedCount.sum());
    }

    /** How far the run is now; while it is held it says so. */
    public Snapshot snapshot() {
        // What is done is read before what is expected, so that it is never seen to exceed it
        long items = itemsDone.sum();
        long bytes = bytesDone.sum();
        return new Snapshot(visibleStage(), items, itemsExpected.sum(), bytes, bytesExpected.sum(),
                sentSize.sum(), note);
    }

    private Stage visibleStage() {
        Stage now = stage;
        return holders > 0 && now != Stage.COMMITTING && now != Stage.ENDED ? Stage.HELD : now;
    }

    /** The run shall end: from now on {@link #checkCancelled} throws, also where it is being held. */
    public void cancel() {
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Throws where the run shall end, and lets it go on where it is held: for what others wait for. */
    public void endIfCancelled() throws SessionCancelledException {
        if (cancelled) {
            throw new SessionCancelledException();
        }
    }

    /** The run stands still at its next question until {@link #resume} was called as often as this. */
    public void hold() {
        move(1);
    }

    /** Takes back one {@link #hold}. */
    public void resume() {
        move(-1);
    }

    private void move(int step) {
        lock.lock();
        try {
            if (holders + step < 0) {
                throw new IllegalStateException("resumed more often than held");
            }
            holders += step;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** Returns if work shall go on, after waiting where it is held. Cheap enough to be asked for each slice. */
    @Override
    public void checkCancelled() throws SessionCancelledException {
        if (holders > 0 && !cancelled) {
            awaitResume();
        }
        if (cancelled) {
            throw new SessionCancelledException();
        }
    }

    private void awaitResume() throws SessionCancelledException {
        lock.lock();
        try {
            while (holders > 0 && !cancelled) {
                changed.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (SessionCancelledException) new SessionCancelledException().because(interrupted);
        } finally {
            lock.unlock();
        }
    }
}
