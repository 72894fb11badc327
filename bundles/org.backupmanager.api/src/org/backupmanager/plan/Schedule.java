package org.backupmanager.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When backups start by themselves.
 * <ul>
 * <li>A time on the wall that comes twice, since clocks are set back, counts once: the first time.
 * <li>A time that clocks jump over counts at the instant of the jump.
 * <li>An interval is counted in elapsed time from the start of its stretch of each day, so that it is as long as ever
 * in
 * a night in which clocks are changed.
 * </ul>
 *
 * @param name for a person
 * @param active whether it is obeyed
 * @param timing at which times of these days
 * @param days on which it starts; at least one
 * @param sources ids of data sources; empty for all that have a selection
 * @param before number of the script that runs before the backup; 0 for none
 * @param after number of the script that runs after the backup, however it ended; 0 for none
 * @param catchUp whether a time that was missed, since the computer was off or asleep, is made up for once
 */
public record Schedule(String name, boolean active, Timing timing, Set<DayOfWeek> days, List<String> sources,
        int before, int after, boolean catchUp) {

    public Schedule {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a schedule has at least one day");
        }
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("scripts count from 1, and 0 is none");
        }
        days = Set.copyOf(EnumSet.copyOf(days));
        sources = List.copyOf(sources);
    }

    /** The first planned time after an instant, on clocks of that zone; whether it is active does not matter. */
    public Instant next(Instant after, ZoneId zone) {
        // the stretch of the day before may reach into today
        LocalDate day = LocalDate.ofInstant(after, zone).minusDays(1);
        while (true) {
            if (days.contains(day.getDayOfWeek())) {
                Optional<Instant> found = timing.next(day, after, zone);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            day = day.plusDays(1);
        }
    }

    /** At which times of a day. */
    public sealed interface Timing {

        /** The first planned time of that day, or of the stretch that begins on it, that is after an instant. */
        Optional<Instant> next(LocalDate day, Instant after, ZoneId zone);
    }

    /** Once a day. */
    public record At(LocalTime time) implements Timing {

        @Override
        public Optional<Instant> next(LocalDate day, Instant after, ZoneId zone) {
            return Optional.of(WallTime.of(day, time, zone)).filter(moment -> moment.isAfter(after));
        }
    }

    /**
     * Again and again.
     *
     * @param minutes between two planned times, 1 to 1440
     * @param from first planned time of the day
     * @param until no planned time from then on; on the day after where it is not later than {@code from}, so that two
     *        equal times are a whole day
     */
    public record Every(int minutes, LocalTime from, LocalTime until) implements Timing {

        /** Minutes of a day: the longest interval. */
        public static final int MOST_MINUTES = 1440;

        public Every {
            if (minutes < 1 || minutes > MOST_MINUTES) {
                throw new IllegalArgumentException("an interval has 1 to 1440 minutes, not " + minutes);
            }
        }

        @Override
        public Optional<Instant> next(LocalDate day, Instant after, ZoneId zone) {
            Instant first = WallTime.of(day, from, zone);
            Instant end = WallTime.of(until.isAfter(from) ? day : day.plusDays(1), until, zone);
            long steps = after.isBefore(first) ? 0
                    : Duration.between(first, after).dividedBy(Duration.ofMinutes(minutes)) + 1;
            return Optional.of(first.plus(Duration.ofMinutes(minutes).multipliedBy(steps)))
                    .filter(moment -> moment.isBefore(end));
        }
    }
}
