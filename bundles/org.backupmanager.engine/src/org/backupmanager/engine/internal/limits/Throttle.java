package org.backupmanager.engine.internal.limits;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.backupmanager.plan.BandwidthLimits;

/** The limits of one device as they hold at the moment, and what passes under them in each direction. */
public final class Throttle {

    /** Bytes a second that are a kilobit a second. */
    private static final long KILOBIT = 125;
    /** The zone of the computer may be changed. */
    private static final int LONGEST_SECONDS = 60;

    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Bucket up;
    private final Bucket down;
    private volatile BandwidthLimits limits = BandwidthLimits.NONE;
    private volatile Phase phase = new Phase(BandwidthLimits.NONE, Instant.EPOCH, Instant.EPOCH, false);

    /** What was found out for a while. */
    private record Phase(BandwidthLimits limits, Instant from, Instant until, boolean holds) {

        boolean covers(BandwidthLimits others, Instant now) {
            return limits == others && !now.isBefore(from) && now.isBefore(until);
        }
    }

    /**
     * @param clock to look at
     * @param zone of the clock on the wall
     * @param nap how it waits
     */
    public Throttle(InstantSource clock, Supplier<ZoneId> zone, Bucket.Nap nap) {
        this.clock = clock;
        this.zone = zone;
        up = new Bucket(() -> rate(BandwidthLimits::upload), clock, nap);
        down = new Bucket(() -> rate(BandwidthLimits::download), clock, nap);
    }

    /** From now on these hold, also for what is under way. */
    public void obey(BandwidthLimits next) {
        limits = next;
    }

    /** What is obeyed. */
    public BandwidthLimits limits() {
        return limits;
    }

    /** Whether there are limits, holding or not. */
    public boolean isOn() {
        return limits.active();
    }

    /** Whether they hold now. */
    public boolean holds() {
        BandwidthLimits now = limits;
        return now.active() && holds(now);
    }

    private boolean holds(BandwidthLimits asked) {
        Instant now = clock.instant();
        Phase known = phase;
        if (!known.covers(asked, now)) {
            Instant look = now.plusSeconds(LONGEST_SECONDS);
            Instant until = asked.change(now, zone.get()).filter(look::isAfter).orElse(look);
            known = new Phase(asked, now, until, asked.hold(now, zone.get()));
            phase = known;
        }
        return known.holds();
    }

    private long rate(ToIntFunction<BandwidthLimits> direction) {
        BandwidthLimits now = limits;
        int kilobits = direction.applyAsInt(now);
        return kilobits == BandwidthLimits.UNLIMITED || !now.active() || !holds(now) ? Bucket.UNLIMITED
                : kilobits * KILOBIT;
    }

    /** What leaves for the storage. */
    Bucket up() {
        return up;
    }

    /** What comes from it. */
    Bucket down() {
        return down;
    }
}
