package org.backupmanager.engine.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.plan.Fate;
import org.backupmanager.plan.Fate.Why;
import org.backupmanager.plan.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions stay, and why. */
class KeepingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    static SessionReport session(int number, String start, State state, boolean archived) {
        Instant begin = Instant.parse(start);
        return new SessionReport(new SessionId(number), "Fake", Type.BACKUP, state, archived, begin,
                Optional.of(begin.plusSeconds(60)), Totals.NONE);
    }

    /** One session a day at noon, the newest on that day, numbered upwards; newest first. */
    private static List<SessionReport> daily(String newest, int days) {
        List<SessionReport> sessions = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            sessions.add(session(days - i, Instant.parse(newest + "T12:00:00Z").minus(Duration.ofDays(i)).toString(),
                    State.COMPLETED, false));
        }
        return sessions;
    }

    private static Set<Long> kept(RetentionPolicy policy, List<SessionReport> sessions, Set<SessionId> held) {
        Set<Long> kept = new TreeSet<>();
        for (Fate fate : new Keeping(policy, held, BERLIN).of(sessions)) {
            if (fate.kept()) {
                kept.add(fate.session().id().number());
            }
        }
        return kept;
    }

    /** Ten sessions, one a day, the newest (10) on Tuesday, 2 March 2027. */
    @ParameterizedTest
    @CsvSource({
        "1,0,0,0,0, 10",
        "3,0,0,0,0, 8 9 10",
        "0,4,0,0,0, 7 8 9 10",
        "0,0,1,0,0, 10",
        "0,0,2,0,0, 8 10",
        "0,0,0,1,0, 10",
        "0,0,0,2,0, 8 10",
        "0,0,0,0,5, 10",
        "2,0,2,2,1, 8 9 10",
        "100,0,0,0,0, 1 2 3 4 5 6 7 8 9 10",
        "0,0,0,0,0, 1 2 3 4 5 6 7 8 9 10"})
    void eachRuleKeepsTheNewestOfItsStretches(int last, int days, int weeks, int months, int years, String expected) {
        Set<Long> numbers = new TreeSet<>();
        for (String number : expected.split(" ")) {
            numbers.add(Long.parseLong(number));
        }
        assertEquals(numbers, kept(new RetentionPolicy(last, days, weeks, months, years), daily("2027-03-02", 10),
                Set.of()));
    }

    @Test
    void aDayWithoutASessionDoesNotCount() {
        List<SessionReport> sessions = List.of(session(3, "2027-03-20T12:00:00Z", State.COMPLETED, false),
                session(2, "2027-03-02T12:00:00Z", State.COMPLETED, false),
                session(1, "2027-01-02T12:00:00Z", State.COMPLETED, false));
        assertEquals(Set.of(2L, 3L), kept(new RetentionPolicy(0, 2, 0, 0, 0), sessions, Set.of()));
    }

    @Test
    void aDayBeginsAtMidnightWhereTheComputerIs() {
        List<SessionReport> sessions = List.of(session(2, "2027-03-01T23:30:00Z", State.COMPLETED, false),
                session(1, "2027-03-01T22:30:00Z", State.COMPLETED, false));
        assertEquals(Set.of(1L, 2L), kept(new RetentionPolicy(0, 5, 0, 0, 0), sessions, Set.of()));
    }

    @Test
    void archivedAndHeldSessionsNeverGo() {
        List<SessionReport> sessions = new ArrayList<>(daily("2027-03-02", 10));
        sessions.set(9, sessions.get(9).archived(true));
        assertEquals(Set.of(1L, 4L, 10L), kept(new RetentionPolicy(1, 0, 0, 0, 0), sessions, Set.of(new SessionId(4))));
    }

    @Test
    void theNewestSessionWithoutErrorsStaysBesideANewerOneWithErrors() {
        List<SessionReport> sessions = List.of(
                session(3, "2027-03-03T12:00:00Z", State.COMPLETED_WITH_ERRORS, false),
                session(2, "2027-03-02T12:00:00Z", State.COMPLETED_WITH_ERRORS, false),
                session(1, "2027-03-01T12:00:00Z", State.COMPLETED, false));
        assertEquals(Set.of(1L, 3L), kept(new RetentionPolicy(1, 0, 0, 0, 0), sessions, Set.of()));
    }

    @Test
    void reasonsSayWhichRuleAndTheHowManyEth() {
        List<Fate> fates = new Keeping(new RetentionPolicy(1, 2, 0, 0, 0), Set.of(), ZoneOffset.UTC)
                .of(daily("2027-03-02", 3));
        assertEquals(List.of(new Fate.Reason(Why.LAST, 1), new Fate.Reason(Why.DAY, 1), new Fate.Reason(Why.NEWEST, 0),
                new Fate.Reason(Why.NEWEST_WITHOUT_ERRORS, 0)), fates.get(0).reasons());
        assertEquals(List.of(new Fate.Reason(Why.DAY, 2)), fates.get(1).reasons());
        assertEquals(List.of(), fates.get(2).reasons());
    }

    @Test
    void nothingIsLeftOverOfNothing() {
        assertEquals(List.of(), new Keeping(new RetentionPolicy(1, 1, 1, 1, 1), Set.of(), BERLIN).of(List.of()));
    }

    @Test
    void randomHistoriesAreKeptAsANaiveReferenceKeepsThem() {
        var chance = new Random(11);
        for (int i = 0; i < 2000; i++) {
            List<SessionReport> sessions = history(chance);
            var policy = new RetentionPolicy(chance.nextInt(4), chance.nextInt(9), chance.nextInt(6), chance.nextInt(7),
                    chance.nextInt(4));
            Set<SessionId> held = Set.of(new SessionId(1 + chance.nextInt(100)));
            Set<Long> expected = naive(policy, sessions, held);
            assertEquals(expected, kept(policy, sessions, held), () -> policy + " of " + sessions);
            if (!sessions.isEmpty()) {
                assertTrue(expected.contains(sessions.getFirst().id().number()));
            }
        }
    }

    private static List<SessionReport> history(Random chance) {
        List<SessionReport> sessions = new ArrayList<>();
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        int many = chance.nextInt(120);
        for (int n = 1; n <= many; n++) {
            start = start.plusSeconds(1 + chance.nextInt(chance.nextInt(4) == 0 ? 3_000_000 : 100_000));
            sessions.add(session(n, start.toString(), chance.nextInt(3) == 0 ? State.COMPLETED_WITH_ERRORS
                    : State.COMPLETED, chance.nextInt(40) == 0));
        }
        Collections.reverse(sessions);
        return sessions;
    }

    /** Asks of every session and rule: how many stretches with sessions are newer, and is one of its own newer? */
    private static Set<Long> naive(RetentionPolicy policy, List<SessionReport> sessions, Set<SessionId> held) {
        Set<Long> kept = new TreeSet<>();
        for (int i = 0; i < sessions.size(); i++) {
            SessionReport session = sessions.get(i);
            List<SessionReport> newer = sessions.subList(0, i);
            boolean stays = policy.keepsEverything() || newer.size() < policy.last() || newer.isEmpty()
                    || session.archived() || held.contains(session.id())
                    || session.state() == State.COMPLETED && newer.stream()
                            .noneMatch(other -> other.state() == State.COMPLETED)
                    || stays(session, newer, policy.days(), LocalDateTime::toLocalDate)
                    || stays(session, newer, policy.weeks(), time -> time.get(IsoFields.WEEK_BASED_YEAR) + "w"
                            + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                    || stays(session, newer, policy.months(), time -> time.toString().substring(0, 7))
                    || stays(session, newer, policy.years(), time -> time.toString().substring(0, 4));
            if (stays) {
                kept.add(session.id().number());
            }
        }
        return kept;
    }

    private static boolean stays(SessionReport session, List<SessionReport> newer, int most,
            Function<LocalDateTime, Object> stretch) {
        Function<SessionReport, Object> of = report -> stretch.apply(LocalDateTime.ofInstant(report.start(), BERLIN));
        return newer.stream().map(of).noneMatch(of.apply(session)::equals)
                && newer.stream().map(of).distinct().count() < most;
    }
}
