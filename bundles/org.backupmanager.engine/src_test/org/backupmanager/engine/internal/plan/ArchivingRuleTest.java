package org.backupmanager.engine.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.Days;
import org.backupmanager.plan.ArchivingRule.OfMonth;
import org.backupmanager.plan.ArchivingRule.OfWeeks;
import org.backupmanager.plan.PlanWords;
import org.junit.jupiter.api.Test;

/** On which days archiving rules come, and how they are written. */
class ArchivingRuleTest {

    private static final Set<Month> ALL_MONTHS = EnumSet.allOf(Month.class);

    private static ArchivingRule rule(Set<Month> months, Days days) {
        return new ArchivingRule("test", true, LocalTime.NOON, List.of(), months, days);
    }

    private static List<String> next(ArchivingRule rule, int count) {
        List<String> days = new ArrayList<>();
        Instant at = Instant.parse("2027-01-01T00:00:00Z");
        for (int i = 0; i < count; i++) {
            at = rule.next(at, ZoneOffset.UTC).orElseThrow();
            days.add(LocalDate.ofInstant(at, ZoneOffset.UTC).toString());
        }
        return days;
    }

    @Test
    void theLastDayOfAMonthIsWhereTheMonthEnds() {
        assertEquals(List.of("2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"),
                next(rule(ALL_MONTHS, PlanWords.daysOfMonth("Last")), 4));
        assertEquals(List.of("2027-02-28", "2028-02-29"), next(rule(PlanWords.months("Feb"),
                PlanWords.daysOfMonth("Last")), 2));
    }

    @Test
    void aDayThatAMonthDoesNotHaveIsLeftOutThere() {
        assertEquals(List.of("2027-01-31", "2027-03-31", "2027-05-31"),
                next(rule(ALL_MONTHS, PlanWords.daysOfMonth("31")), 3));
        assertEquals(List.of("2028-02-29", "2032-02-29"), next(rule(PlanWords.months("Feb"),
                PlanWords.daysOfMonth("29")), 2));
    }

    @Test
    void aRuleForADayThatNeverComesNeverComes() {
        ArchivingRule never = rule(PlanWords.months("Feb,Jun"), PlanWords.daysOfMonth("31"));
        assertEquals(Optional.empty(), never.next(Instant.EPOCH, ZoneOffset.UTC));
        assertEquals(Optional.empty(), never.last(Instant.EPOCH, ZoneOffset.UTC));
    }

    @Test
    void weeksCountTheDaysOfTheirKindInTheMonth() {
        assertEquals(List.of("2027-01-01", "2027-02-05", "2027-03-05"),
                next(rule(ALL_MONTHS, PlanWords.weeks("1", "Friday")), 3), "first Friday");
        assertEquals(List.of("2027-01-29", "2027-02-26", "2027-03-26"),
                next(rule(ALL_MONTHS, PlanWords.weeks("Last", "Friday")), 3), "last Friday");
        assertEquals(List.of("2027-01-01", "2027-01-08", "2027-01-15", "2027-01-22", "2027-01-29", "2027-02-05"),
                next(rule(ALL_MONTHS, PlanWords.weeks("All", "Friday")), 6));
    }

    @Test
    void theLastTimeIsTheOneAfterWhichTheNextComes() {
        var chance = new Random(3);
        for (int i = 0; i < 300; i++) {
            Days days = chance.nextBoolean()
                    ? new OfMonth(Set.of(1 + chance.nextInt(28), 1 + chance.nextInt(28) / 28 + 28),
                            chance.nextBoolean())
                    : new OfWeeks(Set.of(1 + chance.nextInt(4)), chance.nextBoolean(), EnumSet.of(DayOfWeek.MONDAY));
            ArchivingRule rule = rule(EnumSet.of(Month.of(1 + chance.nextInt(12)), Month.MARCH), days);
            ZoneId zone = ZoneId.of("America/Santiago");
            Instant moment = Instant.parse("2027-06-01T00:00:00Z").plusSeconds(chance.nextInt(100_000_000));
            Instant last = rule.last(moment, zone).orElseThrow();
            assertEquals(last, rule.next(last.minusSeconds(1), zone).orElseThrow());
            assertEquals(rule.next(last, zone), rule.next(moment, zone), "none between");
        }
    }

    @Test
    void weeksAgreeWithTheCalendarOfTheJdk() {
        OfWeeks days = PlanWords.weeks("2,Last", "Tue");
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() < 2036; day = day.plusDays(1)) {
            boolean second = day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.TUESDAY)));
            boolean last = day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.TUESDAY)));
            assertEquals(second || last, days.hold(day), day.toString());
        }
    }

    @Test
    void rulesAreReadAndWrittenInTheSameWords() {
        for (String words : List.of("2,[5-10],20,Last", "[1-31]", "Last", "1,3,5")) {
            assertEquals(words, PlanWords.daysOfMonth(PlanWords.daysOfMonth(words)));
        }
        assertEquals("[1-31]", PlanWords.daysOfMonth(PlanWords.daysOfMonth("all")));
        assertEquals("[5-7]", PlanWords.daysOfMonth(PlanWords.daysOfMonth("5-6,7")));
        for (String words : List.of("All", "1,3,Last", "Last")) {
            assertEquals(words, PlanWords.weeks(PlanWords.weeks(words, "Friday")));
        }
        assertEquals("Jan,Dec", PlanWords.months(PlanWords.months("december,JAN")));
        assertEquals("All", PlanWords.days(PlanWords.days("mon,tue,wed,thu,fri,sat,sun")));
        assertEquals("08:05", PlanWords.time(PlanWords.time("8:05")));
        assertEquals(LocalTime.MIDNIGHT, PlanWords.time("24:00"));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertEquals("32", refused(() -> PlanWords.daysOfMonth("1,32")));
        assertEquals("[9-3]", refused(() -> PlanWords.daysOfMonth("[9-3]")));
        assertEquals("6", refused(() -> PlanWords.weeks("6", "Friday")));
        assertEquals("Fryday", refused(() -> PlanWords.days("Monday,Fryday")));
        assertEquals("25:00", refused(() -> PlanWords.time("25:00")));
        assertEquals("noon", refused(() -> PlanWords.time("noon")));
        assertEquals("1,,2", refused(() -> PlanWords.daysOfMonth("1,,2")));
    }

    private static String refused(Runnable reading) {
        return assertThrows(IllegalArgumentException.class, reading::run).getMessage();
    }
}
