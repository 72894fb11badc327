package org.backupmanager.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when told to, in either direction. Safe for use by many threads. */
public final class FakeClock implements InstantSource {

    private final AtomicReference<Instant> now;

    /** A clock that shows Thursday, the 1st of January 2026, 12:00 UTC. */
    public FakeClock() {
        this(Instant.parse("2026-01-01T12:00:00Z"));
    }

    /** A clock that shows this time. */
    public FakeClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves the clock on, or back by a negative duration; returns the new time. */
    public Instant advance(Duration duration) {
        return now.updateAndGet(time -> time.plus(duration));
    }

    /** Puts the clock to this time. */
    public void set(Instant time) {
        now.set(time);
    }
}
