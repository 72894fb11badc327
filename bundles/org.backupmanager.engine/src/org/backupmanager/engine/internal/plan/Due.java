package org.backupmanager.engine.internal.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;

/**
 * What one look at the clock finds about a schedule. However many planned times have passed since the look before, a
 * backup starts once.
 *
 * @param seen planned times up to this one have been dealt with from now on
 * @param fires whether a backup starts now
 * @param next when to look again at the latest
 */
record Due(Instant seen, boolean fires, Instant next) {

    /** So late a start is still on time: what is later was missed. */
    static final Duration ON_TIME = Duration.ofMinutes(5);
    /** Every schedule comes within a week, and an hour of summer time. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(9);

    /**
     * @param schedule to look for
     * @param before planned times up to this one were dealt with
     * @param now what the clock says
     * @param zone of the clock on the wall
     */
    static Due at(Schedule schedule, Instant before, Instant now, ZoneId zone) {
        // where the clock was set far back, what was dealt with lies in a future that may never come
        Instant seen = before.isAfter(now.plus(period(schedule))) ? now : before;
        Instant planned = schedule.next(seen, zone);
        if (planned.isAfter(now)) {
            return new Due(seen, false, planned);
        }
        Instant last = planned;
        if (planned.isBefore(now.minus(LONGEST_PAUSE))) {
            last = schedule.next(now.minus(LONGEST_PAUSE), zone);
        }
        Instant next = schedule.next(last, zone);
        while (!next.isAfter(now)) {
            last = next;
            next = schedule.next(next, zone);
        }
        boolean missed = last.isBefore(now.minus(ON_TIME));
        return new Due(last, !missed || schedule.catchUp(), next);
    }

    private static Duration period(Schedule schedule) {
        return switch (schedule.timing()) {
            case At(var _) -> Duration.ofDays(1);
            case Every(int minutes, var _, var _) -> Duration.ofMinutes(minutes);
        };
    }
}
