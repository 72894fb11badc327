package org.backupmanager.engine.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Schedule.Timing;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When backups of schedules start, on a clock that is set, in a process that sleeps and dies. */
class SchedulerTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T11:00:00Z"));
    private final RecordingStarter starter = new RecordingStarter();
    private Home home;
    private Book<Schedule> book;
    private Scheduler scheduler;

    @BeforeEach
    void start() throws BackupException {
        home = Home.hold(folder, "a test");
        open();
    }

    @AfterEach
    void end() {
        scheduler.close();
        home.close();
    }

    /** As a new process does. */
    private void open() throws BackupException {
        book = Book.in(home, new ScheduleForm(), clock);
        scheduler = new Scheduler(book::entries, Firings.in(home), starter, clock, () -> BERLIN);
    }

    private static Schedule schedule(Timing timing, boolean catchUp) {
        return new Schedule("Nightly", true, timing, ALL_DAYS, List.of("Fake"), 0, 0, catchUp);
    }

    private static Schedule nightly(boolean catchUp) {
        return schedule(new At(LocalTime.of(2, 0)), catchUp);
    }

    private static Schedule quarterly(boolean catchUp) {
        return schedule(new Every(15, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT), catchUp);
    }

    private void at(String time) {
        clock.set(Instant.parse(time));
        scheduler.look();
    }

    @Test
    void aBackupStartsAtItsTimeAndOnce() throws Exception {
        book.add(nightly(false));
        at("2026-11-24T00:59:59Z");
        assertEquals(List.of(), starter.started);
        at("2026-11-24T01:00:00Z");
        at("2026-11-24T01:00:15Z");
        at("2026-11-24T12:00:00Z");
        assertEquals(List.of("1 Fake 2026-11-24T01:00:00Z"), starter.started);
    }

    @Test
    void itLooksAtTheClockWhenSomethingIsDueAndEveryFifteenSecondsAnyhow() throws Exception {
        book.add(nightly(false));
        clock.set(Instant.parse("2026-11-24T00:59:50Z"));
        assertEquals(Duration.ofSeconds(10), scheduler.look());
        clock.set(Instant.parse("2026-11-24T00:00:00Z"));
        assertEquals(Scheduler.LONGEST_WAIT, scheduler.look());
    }

    @Test
    void aTimeBeforeTheScheduleWasMadeOrChangedIsNotMadeUpFor() throws Exception {
        int number = book.add(schedule(new At(LocalTime.of(11, 59)), true));
        scheduler.look();
        clock.set(Instant.parse("2026-11-23T11:30:00Z"));
        book.change(number, schedule(new At(LocalTime.of(12, 15)), true));
        scheduler.look();
        assertEquals(List.of(), starter.started);
    }

    @Test
    void aMissedTimeIsMadeUpForOnceAtStartWhereItIsSetSo() throws Exception {
        book.add(nightly(true));
        book.add(nightly(false));
        scheduler.look();
        clock.set(Instant.parse("2026-11-29T09:00:00Z"));
        open();
        scheduler.recover();
        scheduler.look();
        scheduler.look();
        assertEquals(List.of("1 Fake 2026-11-29T09:00:00Z"), starter.started);
        at("2026-11-30T01:00:00Z");
        assertEquals(3, starter.started.size(), "both are on time again");
    }

    @Test
    void aSleepOfTheComputerIsATimeThatWasMissed() throws Exception {
        book.add(quarterly(true));
        book.add(quarterly(false));
        at("2026-11-23T11:14:50Z");
        at("2026-11-23T12:09:00Z");
        assertEquals(List.of("1 Fake 2026-11-23T12:09:00Z"), starter.started);
        at("2026-11-23T12:15:00Z");
        assertEquals(3, starter.started.size());
    }

    @Test
    void aLookThatComesAFewMinutesLateIsOnTime() throws Exception {
        book.add(nightly(false));
        at("2026-11-24T01:05:00Z");
        assertEquals(1, starter.started.size());
    }

    @Test
    void aClockThatIsSetBackALittleStartsNothingTwice() throws Exception {
        book.add(nightly(true));
        book.add(quarterly(true));
        at("2026-11-24T01:00:02Z");
        int before = starter.started.size();
        at("2026-11-24T00:59:30Z");
        at("2026-11-24T01:00:05Z");
        at("2026-11-23T22:00:00Z");
        at("2026-11-23T22:14:59Z");
        assertEquals(before, starter.started.size());
        at("2026-11-23T22:15:00Z");
        assertEquals("2 Fake 2026-11-23T22:15:00Z", starter.started.getLast(), "an interval goes on at once");
    }

    @Test
    void aClockThatWasYearsAheadLeavesNothingUndone() throws Exception {
        book.add(nightly(true));
        at("2036-11-24T01:00:00Z");
        assertEquals(1, starter.started.size());
        at("2026-11-24T00:00:00Z");
        at("2026-11-24T01:00:00Z");
        assertEquals(2, starter.started.size());
    }

    @Test
    void aScheduleThatWasMadeWhileTheClockWasAheadWorks() throws Exception {
        clock.set(Instant.parse("2036-01-01T00:00:00Z"));
        book.add(nightly(true));
        at("2026-11-24T00:00:00Z");
        at("2026-11-24T01:00:00Z");
        at("2026-11-24T01:00:15Z");
        assertEquals(1, starter.started.size());
    }

    @Test
    void aCrashBetweenTheTimeAndTheSessionMakesItNeitherTwoNorNone() throws Exception {
        book.add(nightly(false));
        starter.crash = true;
        clock.set(Instant.parse("2026-11-24T01:00:00Z"));
        try {
            scheduler.look();
        } catch (IllegalStateException crash) {
            assertEquals("crash", crash.getMessage());
        }
        starter.crash = false;
        starter.begun.clear();
        clock.set(Instant.parse("2026-11-24T01:20:00Z"));
        open();
        scheduler.recover();
        scheduler.look();
        assertEquals(List.of("1 Fake 2026-11-24T01:20:00Z"), starter.started, "not none");

        open();
        scheduler.recover();
        scheduler.look();
        assertEquals(1, starter.started.size(), "not two");
    }

    @Test
    void aSessionThatHadBegunWhenItCrashedIsNotStartedAgain() throws Exception {
        book.add(new Schedule("Both", true, new At(LocalTime.of(2, 0)), ALL_DAYS, List.of("Fake", "Other"), 0, 0,
                true));
        starter.crash = true;
        clock.set(Instant.parse("2026-11-24T01:00:00Z"));
        try {
            scheduler.look();
        } catch (IllegalStateException crash) {
            assertEquals("crash", crash.getMessage());
        }
        starter.crash = false;
        starter.begun.add("Fake");
        open();
        scheduler.recover();
        scheduler.look();
        assertEquals(List.of("1 Other 2026-11-24T01:00:00Z"), starter.started);
    }

    @Test
    void whatIsInactiveOrRemovedStartsNothing() throws Exception {
        int number = book.add(nightly(true));
        Schedule sleeping = new Schedule("Nightly", false, new At(LocalTime.of(2, 0)), ALL_DAYS, List.of(), 0, 0, true);
        book.add(sleeping);
        scheduler.look();
        book.remove(number);
        at("2026-11-24T01:00:00Z");
        assertEquals(List.of(), starter.started);
    }

    @Test
    void itsThreadSeesAScheduleThatIsAddedAndEndsWhenItIsClosed() throws Exception {
        scheduler.begin();
        scheduler.begin();
        assertTrue(scheduler.isBegun());
        book.add(quarterly(false));
        clock.set(Instant.parse("2026-11-23T11:15:00Z"));
        scheduler.wake();
        Await.until("the backup starts", () -> !starter.started.isEmpty());
        scheduler.close();
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("Schedules")));
    }

    @Test
    void aThousandSchedulesStartForTenYearsWhenTheyShouldHoweverLateTheLooksAre() throws Exception {
        var chance = new Random(7);
        for (int i = 0; i < 1000; i++) {
            Timing timing = i % 20 > 0 ? new At(LocalTime.of(chance.nextInt(24), chance.nextInt(60)))
                    : new Every(240 + chance.nextInt(1200), LocalTime.of(chance.nextInt(24), 0), LocalTime.MIDNIGHT);
            var day = DayOfWeek.of(1 + chance.nextInt(7));
            var schedule = new Schedule("x", true, timing, EnumSet.of(day), List.of(), 0, 0, false);
            simulate(schedule, chance);
        }
    }

    /** Each planned time fires at the first look from it on, looks being up to 15 seconds late. */
    private static void simulate(Schedule schedule, Random chance) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = Instant.parse("2036-01-01T00:00:00Z");
        Instant seen = now;
        while (now.isBefore(end)) {
            Due due = Due.at(schedule, seen, now, BERLIN);
            Instant planned = schedule.next(seen, BERLIN);
            if (due.fires() != !planned.isAfter(now) || due.fires() && !due.seen().equals(planned)) {
                assertEquals(planned, due.seen(), schedule + " at " + now);
            }
            seen = due.seen();
            now = due.next().plusMillis(chance.nextInt(15_000));
        }
    }

    /** Notes what is started, and crashes before the first session where a test wants it. */
    private final class RecordingStarter implements Scheduler.Starter {

        private final List<String> started = Collections.synchronizedList(new ArrayList<>());
        private final List<String> begun = new ArrayList<>();
        private boolean crash;

        @Override
        public List<String> sources(Schedule schedule) {
            return schedule.sources();
        }

        @Override
        public boolean hasBegun(String source, Instant since) {
            return begun.contains(source);
        }

        @Override
        public void start(int number, Schedule schedule, List<String> sources) {
            if (crash) {
                throw new IllegalStateException("crash");
            }
            started.add(number + " " + String.join(",", sources) + " " + clock.instant());
            begun.addAll(sources);
        }
    }
}
