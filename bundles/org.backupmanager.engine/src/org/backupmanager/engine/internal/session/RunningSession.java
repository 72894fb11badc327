package org.backupmanager.engine.internal.session;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource.Overlap;

/** A session of this process, from its start until it is forgotten. */
public final class RunningSession implements Session {

    private final SessionReport begun;
    private final Overlap overlap;
    private final RunProgress progress;
    private final Runnable wake;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile SessionReport report;
    private volatile boolean ended;
    private volatile boolean worked;
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final AtomicReference<Optional<BackupException>> reason = new AtomicReference<>(Optional.empty());

    /**
     * @param begun report to start from
     * @param overlap what its data source does where sessions meet
     * @param progress of its run
     * @param wake called after a cancel, for a session that waits its turn
     */
    RunningSession(SessionReport begun, Overlap overlap, RunProgress progress, Runnable wake) {
        this.begun = begun;
        this.report = begun;
        this.overlap = overlap;
        this.progress = progress;
        this.wake = wake;
    }

    RunProgress gate() {
        return progress;
    }

    SessionId id() {
        return begun.id();
    }

    /** Its report as it was when it began. */
    SessionReport begun() {
        return begun;
    }

    Overlap overlap() {
        return overlap;
    }

    boolean is(SessionReport.Type type) {
        return begun.type() == type;
    }

    /** Whether it is about the storage as a whole. */
    boolean isUpkeep() {
        return begun.type().isUpkeep();
    }

    @Override
    public SessionReport report() {
        SessionReport last = report;
        if (ended) {
            return last;
        }
        SessionReport now = last.with(progress.totals());
        return now.with(now.totals().errorCount() > 0 ? State.IN_PROGRESS_WITH_FAULTS : State.IN_PROCESS);
    }

    @Override
    public Snapshot progress() {
        return progress.snapshot();
    }

    @Override
    public void cancel() {
        progress.cancel();
        wake.run();
    }

    /** Asks it to end, and says why it does; the first reason stays. */
    void abort(BackupException why) {
        reason.compareAndSet(Optional.empty(), Optional.of(why));
        cancel();
    }

    /** Why it was asked to end, where that was not a person's wish. */
    Optional<BackupException> reason() {
        return reason.get();
    }

    /** It is its turn: from now on it has begun to work. */
    void work() {
        worked = true;
    }

    boolean hasWorked() {
        return worked;
    }

    /** Lives on this thread. */
    void start(Thread worker) {
        thread.set(worker);
        worker.start();
    }

    /** Tears the thread out of whatever it waits for: the last resort. */
    void interrupt() {
        Optional.ofNullable(thread.get()).ifPresent(Thread::interrupt);
    }

    /** The report is final. */
    void end(SessionReport last) {
        report = last;
        ended = true;
        progress.stage(Stage.ENDED);
    }

    /** Whoever waits for the end goes on. */
    void release() {
        over.countDown();
    }

    @Override
    public SessionReport await() throws InterruptedException {
        over.await();
        return report;
    }
}
