package org.backupmanager.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something is so, and no longer: what tests use where others would sleep. */
public final class Await {

    /**
     * How long {@link #until(String, BooleanSupplier)} waits: long enough for a busy machine, since only a failing test
     * waits that long.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {
    }

    /** Returns as soon as the condition holds; fails after {@link #PATIENCE}. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @param what is waited for, for the message: "the session has ended"
     * @param patience how long to wait at most
     * @param condition asked every few milliseconds, by the calling thread
     * @throws AssertionError when patience ends, or the thread is interrupted (it stays so)
     */
    public static void until(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting until " + what);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited " + patience.toMillis() + " ms in vain until " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
