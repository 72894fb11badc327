package org.backupmanager.cli.internal.fake;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.Session;

/** A session that ends when a test says so, or when it is cancelled. */
public final class FakeSession implements Session {

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile SessionReport report;

    FakeSession(SessionReport report) {
        this.report = report;
    }

    /** Lets it end. */
    public void end(State state, SessionReport.Totals totals, Instant when) {
        report = report.with(totals).ended(state, when);
        end.countDown();
    }

    @Override
    public SessionReport report() {
        return report;
    }

    @Override
    public Snapshot progress() {
        return new Snapshot(Stage.PROCESSING, 5, 10, 500, 1000, 100, "");
    }

    @Override
    public void cancel() {
        end(State.ABORTED, report.totals(), report.start().plusSeconds(1));
    }

    @Override
    public SessionReport await() throws InterruptedException {
        end.await();
        return report;
    }
}
