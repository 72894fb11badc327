package org.backupmanager.engine.internal.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.engine.internal.run.Lookout;
import org.backupmanager.model.Code;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;

/**
 * Ends the backups that are not to run while bandwidth is limited, and says which may not start. It looks only from
 * when there was such a data source.
 */
final class BandwidthWatch implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Throttle throttle;
    private final DevicePlans.Context device;
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Lookout lookout = new Lookout("Bandwidth", _ -> look());

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
        if (isNeeded()) {
            lookout.begin();
        } else {
            lookout.wake();
        }
    }

    private boolean isNeeded() {
        return throttle.isOn() && !throttle.limits().stopped().isEmpty();
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
        lookout.close(LONGEST_WAIT);
    }
}
