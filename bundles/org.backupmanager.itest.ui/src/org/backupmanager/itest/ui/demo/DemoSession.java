package org.backupmanager.itest.ui.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.session.Session;

/** A session that goes on for some seconds and does nothing. */
final class DemoSession implements Session {

    private static final long BYTES = 1_930_000_000L;
    private static final long ITEMS = 12_804;

    private final SessionReport begun;
    private final double seconds;
    private final InstantSource clock;
    private final Supplier<Stage> standing;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile State state = State.IN_PROCESS;

    DemoSession(SessionReport begun, double seconds, InstantSource clock, Supplier<Stage> standing) {
        this.begun = begun;
        this.seconds = seconds;
        this.clock = clock;
        this.standing = standing;
    }

    private double part() {
        double passed = Duration.between(begun.start(), clock.instant()).toMillis() / 1000.0;
        return Math.clamp(passed / seconds, 0, 1);
    }

    boolean isOver() {
        if (part() >= 1 && state == State.IN_PROCESS) {
            state = State.COMPLETED;
        }
        if (state != State.IN_PROCESS) {
            end.countDown();
        }
        return state != State.IN_PROCESS;
    }

    @Override
    public SessionReport report() {
        Totals totals = new Totals(ITEMS, 38_400_000_000L, (long) (ITEMS * part()), (long) (BYTES * part()),
                (long) (BYTES * part() * 0.4), 0, 12);
        SessionReport now = begun.with(totals);
        return state == State.IN_PROCESS ? now : now.ended(state, clock.instant());
    }

    @Override
    public Snapshot progress() {
        Stage stage = isOver() ? Stage.ENDED : standing.get();
        if (stage == Stage.WAITING) {
            return new Snapshot(stage, 0, 0, 0, 0, 0, "");
        }
        return new Snapshot(stage, (long) (ITEMS * part()), ITEMS, (long) (BYTES * part()), BYTES,
                (long) (BYTES * part() * 0.4), "/srv/projects/atlas");
    }

    @Override
    public void cancel() {
        if (state == State.IN_PROCESS) {
            state = State.ABORTED;
        }
        end.countDown();
    }

    @Override
    public SessionReport await() throws InterruptedException {
        while (!isOver()) {
            end.await(200, TimeUnit.MILLISECONDS);
        }
        return report();
    }
}
