package org.backupmanager.plan;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How fast a device may send and read, and when.
 * <ul>
 * <li>The limits hold from one time of each day to another, on the day after where that is not later; two equal times
 * are the whole day.
 * <li>Times on the wall count as those of schedules do where clocks are changed: the first of a time that comes twice.
 * <li>An unlimited day is free from midnight to midnight, also of what began on the evening before.
 * </ul>
 *
 * @param active whether there are limits at all
 * @param from time of day at which they begin to hold
 * @param until time of day from which they hold no more
 * @param upload kilobits (1000 bits) a second that may be sent: {@link #SLOWEST} or more, or {@link #UNLIMITED}
 * @param download kilobits a second that may be read, likewise
 * @param unlimitedDays days on which they do not hold
 * @param stopped ids of data sources whose backups do not run while they hold: those under way are aborted, others are
 *        not started. A backup that archives goes on once it has begun
 */
public record BandwidthLimits(boolean active, LocalTime from, LocalTime until, int upload, int download,
        Set<DayOfWeek> unlimitedDays, List<String> stopped) {

    /** Kilobits a second that are no limit. */
    public static final int UNLIMITED = -1;
    /** The lowest speed that can be set, in kilobits a second. */
    public static final int SLOWEST = 128;
    /** The highest speed that can be set, in kilobits a second: 100 gigabits. */
    public static final int FASTEST = 100_000_000;

    /** No limits; the office hours that they would have. */
    public static final BandwidthLimits NONE = new BandwidthLimits(false, LocalTime.of(8, 0), LocalTime.of(18, 0),
            UNLIMITED, UNLIMITED, Set.of(), List.of());

    public BandwidthLimits {
        check(upload);
        check(download);
        unlimitedDays = Set.copyOf(unlimitedDays);
        stopped = List.copyOf(stopped);
    }

    private static void check(int speed) {
        if (speed != UNLIMITED && (speed < SLOWEST || speed > FASTEST)) {
            throw new IllegalArgumentException(Integer.toString(speed));
        }
    }

    /** Whether they hold at that instant, on clocks of that zone. */
    public boolean hold(Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return active && !unlimitedDays.contains(today.getDayOfWeek())
                && (isWithin(today, now, zone) || isWithin(today.minusDays(1), now, zone));
    }

    private boolean isWithin(LocalDate day, Instant now, ZoneId zone) {
        return !now.isBefore(begin(day, zone)) && now.isBefore(end(day, zone));
    }

    private Instant begin(LocalDate day, ZoneId zone) {
        return WallTime.of(day, from, zone);
    }

    private Instant end(LocalDate day, ZoneId zone) {
        return WallTime.of(until.isAfter(from) ? day : day.plusDays(1), until, zone);
    }

    /** When {@link #hold} changes next after an instant; empty for never. */
    public Optional<Instant> change(Instant now, ZoneId zone) {
        boolean before = hold(now, zone);
        LocalDate yesterday = LocalDate.ofInstant(now, zone).minusDays(1);
        // in nine days each day of the week begins and ends
        return IntStream.range(0, 10).mapToObj(yesterday::plusDays)
                .flatMap(day -> Stream.of(begin(day, zone), end(day, zone), WallTime.of(day, LocalTime.MIDNIGHT, zone)))
                .filter(moment -> moment.isAfter(now) && hold(moment, zone) != before).min(Instant::compareTo);
    }
}
