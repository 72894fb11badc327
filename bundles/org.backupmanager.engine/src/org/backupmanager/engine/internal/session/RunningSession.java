package org.backupmanager.engine.internal.session;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Session;

/** A session of this process, from its start until it is forgotten. */
public final class RunningSession implements Session {

    private final SessionReport begun;
    private final RunProgress progress;
    private final Runnable wake;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile SessionReport report;
    private volatile boolean ended;
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    /**
     * @param begun report to start from
     * @param progress of its run
     * @param wake called after a cancel, for a session that waits its turn
     */
    RunningSession(SessionReport begun, RunProgress progress, Runnable wake) {
        this.begun = begun;
        this.report = begun;
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

    boolean is(SessionReport.Type type) {
        return begun.type() == type;
    }

    @Override
    public SessionReport report() {
        SessionReport now = report;
        return ended ? now : now.with(progress.totals());
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

    /** Goes to work on this thread. */
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
