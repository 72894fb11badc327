package org.backupmanager.engine.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Schedule.Timing;
import org.junit.jupiter.api.Test;

/** When schedules come. */
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);
    /** With and without summer time, of an hour, of half an hour and of two, changed at night and at midnight. */
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
            "America/Santiago", "Asia/Beirut", "Antarctica/Troll", "America/St_Johns", "Asia/Kolkata");
    private static final int DAYS = 3653;

    static Schedule schedule(Timing timing, Set<DayOfWeek> days) {
        return new Schedule("test", true, timing, days, List.of(), 0, 0, true);
    }

    private static Schedule daily(String time) {
        return schedule(new At(LocalTime.parse(time)), ALL_DAYS);
    }

    private static Schedule every(int minutes, String from, String until) {
        return schedule(new Every(minutes, LocalTime.parse(from), LocalTime.parse(until)), ALL_DAYS);
    }

    private static String next(Schedule schedule, String after, ZoneId zone) {
        return schedule.next(Instant.parse(after), zone).toString();
    }

    @Test
    void aTimeComesOnceADayInLocalTime() {
        assertEquals("2026-11-24T01:00:00Z", next(daily("02:00"), "2026-11-23T01:00:00Z", BERLIN));
        assertEquals("2026-11-23T01:00:00Z", next(daily("02:00"), "2026-11-23T00:59:59.999Z", BERLIN));
    }

    @Test
    void aTimeThatDoesNotExistFiresAtTheNextValidInstant() {
        assertEquals("2027-03-28T01:00:00Z", next(daily("02:30"), "2027-03-27T12:00:00Z", BERLIN), "03:00 in summer");
        assertEquals("2027-03-29T00:30:00Z", next(daily("02:30"), "2027-03-28T01:00:00Z", BERLIN));
    }

    @Test
    void aTimeThatExistsTwiceFiresOnce() {
        assertEquals("2026-10-25T00:30:00Z", next(daily("02:30"), "2026-10-24T12:00:00Z", BERLIN), "in summer time");
        assertEquals("2026-10-26T01:30:00Z", next(daily("02:30"), "2026-10-25T00:30:00Z", BERLIN));
    }

    @Test
    void aDayThatWasLeftOutFiresAtTheStartOfTheNextOne() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Schedule friday = schedule(new At(LocalTime.of(10, 0)), EnumSet.of(DayOfWeek.FRIDAY));
        assertEquals("2011-12-30T10:00:00Z", next(friday, "2011-12-25T00:00:00Z", apia), "Saturday, 00:00");
    }

    @Test
    void aQuarterOfAnHourIsAsLongAsEverInBothNights() {
        Schedule quarter = every(15, "00:00", "00:00");
        assertEquals(92, count(quarter, LocalDate.of(2027, 3, 28)));
        assertEquals(100, count(quarter, LocalDate.of(2026, 10, 25)));
        assertEquals(96, count(quarter, LocalDate.of(2026, 11, 23)));
    }

    private static int count(Schedule schedule, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(BERLIN).toInstant();
        int count = 0;
        Instant at = day.atStartOfDay(BERLIN).toInstant().minusSeconds(1);
        while ((at = schedule.next(at, BERLIN)).isBefore(end)) {
            count++;
        }
        return count;
    }

    @Test
    void anIntervalKeepsToItsHours() {
        Schedule office = every(60, "08:00", "18:00");
        assertEquals("2026-11-23T07:00:00Z", next(office, "2026-11-22T22:00:00Z", BERLIN));
        assertEquals("2026-11-23T16:00:00Z", next(office, "2026-11-23T15:00:00Z", BERLIN), "the last one, at 17:00");
        assertEquals("2026-11-24T07:00:00Z", next(office, "2026-11-23T16:00:00Z", BERLIN));
    }

    @Test
    void hoursMayReachBeyondMidnightAndBelongToTheDayOnWhichTheyBegin() {
        Schedule friday = schedule(new Every(120, LocalTime.of(22, 0), LocalTime.of(3, 0)),
                EnumSet.of(DayOfWeek.FRIDAY));
        assertEquals("2026-11-27T23:00:00Z", next(friday, "2026-11-27T21:00:00Z", BERLIN), "Saturday, 00:00");
        assertEquals("2026-11-28T01:00:00Z", next(friday, "2026-11-27T23:00:00Z", BERLIN), "Saturday, 02:00");
        assertEquals("2026-12-04T21:00:00Z", next(friday, "2026-11-28T01:00:00Z", BERLIN));
    }

    @Test
    void whatMakesNoSenseIsNoSchedule() {
        assertThrows(IllegalArgumentException.class, () -> schedule(new At(LocalTime.NOON), Set.of()));
        assertThrows(IllegalArgumentException.class, () -> every(0, "00:00", "00:00"));
        assertThrows(IllegalArgumentException.class, () -> every(1441, "00:00", "00:00"));
    }

    @Test
    void tenThousandSchedulesFireForTenYearsWhenAWatcherOfTheClockSaysSo() {
        long fired = 0;
        for (int i = 0; i < ZONES.size(); i++) {
            var watched = new WatchedZone(ZoneId.of(ZONES.get(i)), LocalDate.of(2026, 1, 1), DAYS + 2);
            var chance = new Random(i);
            for (int n = 0; n < 1250; n++) {
                fired += compare(watched, chance);
            }
        }
        assertTrue(fired > 10_000_000, () -> "too few to mean anything");
    }

    private static long compare(WatchedZone watched, Random chance) {
        Set<DayOfWeek> days = someDays(chance);
        LocalTime time = time(chance);
        boolean once = chance.nextInt(5) > 0;
        int least = chance.nextInt(50) == 0 ? 1 : 120;
        var every = new Every(least + chance.nextInt(1441 - least), time, time(chance));
        Schedule schedule = schedule(once ? new At(time) : every, days);
        long fired = 0;
        // stretches that began the day before reach into the first day
        Instant after = watched.instant(watched.minute(1, LocalTime.MIDNIGHT)).minusSeconds(1);
        int last = -1;
        for (int day = 0; day < DAYS; day++) {
            if (!days.contains(watched.day(day).getDayOfWeek())) {
                continue;
            }
            int begin = watched.minute(day, time);
            int end = once ? begin + 1 : watched.minute(every.until().isAfter(time) ? day : day + 1, every.until());
            for (int minute = begin; minute < end; minute += once ? 1 : every.minutes()) {
                if (minute <= last || watched.instant(minute).compareTo(after) <= 0) {
                    continue;
                }
                Instant next = schedule.next(after, watched.zone());
                if (!next.equals(watched.instant(minute))) {
                    assertEquals(watched.instant(minute), next, schedule + " in " + watched.zone() + " after " + after);
                }
                after = next;
                last = minute;
                fired++;
            }
        }
        return fired;
    }

    private static Set<DayOfWeek> someDays(Random chance) {
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + chance.nextInt(7)));
        for (int i = chance.nextInt(7); i > 0; i--) {
            days.add(DayOfWeek.of(1 + chance.nextInt(7)));
        }
        return days;
    }

    /** Half of them in the hours in which clocks are changed. */
    private static LocalTime time(Random chance) {
        return chance.nextBoolean() ? LocalTime.of(chance.nextInt(24), chance.nextInt(60))
                : LocalTime.of(chance.nextInt(4), chance.nextInt(60));
    }
}
