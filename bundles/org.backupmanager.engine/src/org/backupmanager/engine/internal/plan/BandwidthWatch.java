package org.backupmanager.engine.internal.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.model.Code;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;

/**
 * Ends the backups that are not to run while bandwidth is limited, and says which may not start. It has a thread only
 * where there is such a data source.
 */
final class BandwidthWatch implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Throttle throttle;
    private final DevicePlans.Context device;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock, as what is below. */
    private Optional<Thread> thread = Optional.empty();
    private boolean awake;
    private boolean closed;

    /**
     * @param throttle whose limits count
     * @param device whose backups they are
     * @param clock to look at
     * @param zone of the clock on the wall
     */
    BandwidthWatch(Throttle throttle, DevicePlans.Context device, InstantSource clock, Supplier<ZoneId> zone) {
        this.throttle = throttle;
        this.device = device;
        this.clock = clock;
        this.zone = zone;
    }

    /** Limits were set: it looks at once. */
    void wake() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
            if (thread.isEmpty() && !closed && isNeeded()) {
                thread = Optional.of(Thread.ofPlatform().daemon().name("Bandwidth").start(this::watch));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isNeeded() {
        return throttle.isOn() && !throttle.limits().stopped().isEmpty();
    }

    private void watch() {
        try {
            while (await(look())) {
                // looks again
            }
        } catch (InterruptedException ends) {
            System.getLogger(BandwidthWatch.class.getName()).log(System.Logger.Level.DEBUG, "watches no more", ends);
        }
    }

    /** Waits until there may be something to do; says whether to go on. */
    private boolean await(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!awake && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            awake = false;
            boolean goesOn = !closed && isNeeded();
            if (!goesOn) {
                thread = Optional.empty();
            }
            return goesOn;
        } finally {
            lock.unlock();
        }
    }

    /** Aborts what is not to run now; returns how long nothing will change. */
    Duration look() {
        BandwidthLimits limits = throttle.limits();
        if (throttle.holds()) {
            limits.stopped().forEach(source -> device.abort(source, refusal(source, limits)));
        }
        Instant now = clock.instant();
        Instant look = now.plus(LONGEST_WAIT);
        return Duration.between(now, limits.change(now, zone.get()).filter(look::isAfter).orElse(look));
    }

    /** Why a backup of that source is not to start now, if it is not. */
    Optional<BackupException> refusal(String source) {
        BandwidthLimits limits = throttle.limits();
        return limits.stopped().contains(source) && throttle.holds() ? Optional.of(refusal(source, limits))
                : Optional.empty();
    }

    private static BackupException refusal(String source, BandwidthLimits limits) {
        return new BackupException(Code.LIMITED_NOW, source, PlanWords.time(limits.from()),
                PlanWords.time(limits.until()));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
