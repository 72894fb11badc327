package org.backupmanager.engine.internal.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Lets bytes pass at a rate, which may change at any time. Known elsewhere as token bucket: what passes puts off what
 * comes next by the time that it takes at that rate. Time that nobody used is made up for as far as {@link #SLACK}
 * goes.
 * Several threads share the rate and pass in the order in which they came.
 */
public final class Bucket {

    /** The rate that is none: bytes a second. */
    public static final long UNLIMITED = Long.MAX_VALUE;
    /** Sleeps are late, and the rate is to be kept all the same. */
    static final Duration SLACK = Duration.ofMillis(100);
    /** The longest time without asking whether to go on, and at which rate. */
    private static final Duration NAP = Duration.ofMillis(50);
    /** Parts of a second that pass at once. */
    private static final int PIECES = 8;
    /** Less at once costs more calls than it evens out. */
    private static final int LEAST_PIECE = 4096;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier rate;
    private final InstantSource clock;
    private final Nap nap;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock: when the next bytes may pass, and for how long the last ones put it off. */
    private Instant next = Instant.EPOCH;
    private Duration cost = Duration.ZERO;

    /** Waits; a test passes one that moves its clock. */
    @FunctionalInterface
    public interface Nap {

        /** Sleeps for real. */
        Nap REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param rate bytes a second as it is now, or {@link #UNLIMITED}; asked again and again
     */
    public Bucket(LongSupplier rate, InstantSource clock, Nap nap) {
        this.rate = rate;
        this.clock = clock;
        this.nap = nap;
    }

    /**
     * Waits until some bytes may pass.
     *
     * @param wanted how many there are, 1 or more
     * @param gate asked again and again while it waits
     * @return how many may pass: all where there is no limit, else about as many as an eighth of a second has room for
     */
    public int next(int wanted, Gate gate) throws BackupException {
        long perSecond = rate.getAsLong();
        int piece = perSecond == UNLIMITED ? wanted
                : (int) Math.min(wanted, Math.max(LEAST_PIECE, perSecond / PIECES));
        take(piece, gate);
        return piece;
    }

    /** Waits until that many bytes may pass together. */
    public void take(long bytes, Gate gate) throws BackupException {
        gate.pass();
        if (rate.getAsLong() == UNLIMITED) {
            return;
        }
        try {
            while (!turn.tryLock(NAP.toNanos(), TimeUnit.NANOSECONDS)) {
                gate.pass();
            }
            try {
                awaitTurn(bytes, gate);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SessionCancelledException().because(stopped);
        }
    }

    private void awaitTurn(long bytes, Gate gate) throws BackupException, InterruptedException {
        for (Duration early = enter(bytes); early.isPositive(); early = enter(bytes)) {
            nap.sleep(early.compareTo(NAP) < 0 ? early : NAP);
            gate.pass();
        }
    }

    /** Lets bytes pass if it is time; returns how much too early it is else. */
    private Duration enter(long bytes) {
        lock.lock();
        try {
            long perSecond = rate.getAsLong();
            if (perSecond == UNLIMITED) {
                return Duration.ZERO;
            }
            Instant now = clock.instant();
            if (next.isAfter(now.plus(cost))) {
                next = now.plus(cost); // the clock was set back
            }
            if (next.isAfter(now)) {
                return Duration.between(now, next);
            }
            Instant from = next.isBefore(now.minus(SLACK)) ? now.minus(SLACK) : next;
            cost = time(bytes, perSecond);
            next = from.plus(cost);
            return Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    /** So many of the bytes that passed were not there. */
    public void giveBack(long bytes) {
        lock.lock();
        try {
            long perSecond = rate.getAsLong();
            if (perSecond != UNLIMITED) {
                next = next.minus(time(bytes, perSecond));
            }
        } finally {
            lock.unlock();
        }
    }

    private static Duration time(long bytes, long perSecond) {
        return Duration.ofSeconds(bytes / perSecond, bytes % perSecond * SECOND / perSecond);
    }
}
