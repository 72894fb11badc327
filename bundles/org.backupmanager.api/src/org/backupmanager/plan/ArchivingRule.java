package org.backupmanager.plan;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which sessions are kept for ever: of each data source the nearest one that starts at or after a time of this rule.
 * Days on which clocks are changed count as for a {@link Schedule}.
 *
 * @param name for a person
 * @param active whether it is obeyed
 * @param time of day
 * @param sources ids of data sources; empty for all
 * @param months in which it comes; at least one
 * @param days on which it comes
 */
public record ArchivingRule(String name, boolean active, LocalTime time, List<String> sources, Set<Month> months,
        Days days) {

    /** Days that hold every kind of day: 29 February skips at most seven years. */
    private static final int DAYS_TO_TRY = 8 * 366 + 2;

    public ArchivingRule {
        if (months.isEmpty()) {
            throw new IllegalArgumentException("a rule has at least one month");
        }
        sources = List.copyOf(sources);
        months = Set.copyOf(EnumSet.copyOf(months));
    }

    /** Whether it is about a data source. */
    public boolean covers(String source) {
        return sources.isEmpty() || sources.contains(source);
    }

    /** Its first time after an instant; empty where it never comes (the 31st of June). */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate from = LocalDate.ofInstant(after, zone).minusDays(1);
        for (int i = 0; i < DAYS_TO_TRY; i++) {
            LocalDate day = from.plusDays(i);
            if (comesOn(day) && WallTime.of(day, time, zone).isAfter(after)) {
                return Optional.of(WallTime.of(day, time, zone));
            }
        }
        return Optional.empty();
    }

    /** Its last time at or before an instant; empty where it never comes. */
    public Optional<Instant> last(Instant moment, ZoneId zone) {
        LocalDate from = LocalDate.ofInstant(moment, zone).plusDays(1);
        for (int i = 0; i < DAYS_TO_TRY; i++) {
            LocalDate day = from.minusDays(i);
            if (comesOn(day) && !WallTime.of(day, time, zone).isAfter(moment)) {
                return Optional.of(WallTime.of(day, time, zone));
            }
        }
        return Optional.empty();
    }

    private boolean comesOn(LocalDate day) {
        return months.contains(day.getMonth()) && days.hold(day);
    }

    /** Which days of a month. */
    public sealed interface Days {

        /** Whether that day is one of them. */
        boolean hold(LocalDate day);
    }

    /**
     * By their numbers.
     *
     * @param numbers 1 to 31
     * @param last whether the last day of the month is one of them, whatever its number
     */
    public record OfMonth(Set<Integer> numbers, boolean last) implements Days {

        public OfMonth {
            numbers = within(numbers, 31, last);
        }

        @Override
        public boolean hold(LocalDate day) {
            return numbers.contains(day.getDayOfMonth()) || last && day.getDayOfMonth() == day.lengthOfMonth();
        }
    }

    /**
     * By weekday: the first Friday of the month, the last one.
     *
     * @param weeks the how many-eth of its kind in the month, 1 to 5
     * @param last whether the last of its kind in the month is one of them
     * @param weekdays at least one
     */
    public record OfWeeks(Set<Integer> weeks, boolean last, Set<DayOfWeek> weekdays) implements Days {

        /** Every week of a month. */
        public static final Set<Integer> ALL = Set.of(1, 2, 3, 4, 5);

        public OfWeeks {
            weeks = within(weeks, 5, last);
            if (weekdays.isEmpty()) {
                throw new IllegalArgumentException("a rule by weeks has at least one weekday");
            }
            weekdays = Set.copyOf(EnumSet.copyOf(weekdays));
        }

        @Override
        public boolean hold(LocalDate day) {
            return weekdays.contains(day.getDayOfWeek()) && (weeks.contains((day.getDayOfMonth() - 1) / 7 + 1)
                    || last && day.getDayOfMonth() + 7 > day.lengthOfMonth());
        }
    }

    private static Set<Integer> within(Set<Integer> numbers, int most, boolean last) {
        if (numbers.isEmpty() && !last || numbers.stream().anyMatch(number -> number < 1 || number > most)) {
            throw new IllegalArgumentException("numbers from 1 to " + most + " or the last, not " + numbers);
        }
        return Set.copyOf(numbers);
    }
}
