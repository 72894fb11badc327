package org.backupmanager.engine.internal.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.plan.Fate;
import org.backupmanager.plan.Fate.Reason;
import org.backupmanager.plan.Fate.Why;
import org.backupmanager.plan.RetentionPolicy;

/**
 * Which sessions of one data source stay, and why. Pure: no clock is asked, so that a wrong one removes nothing; days
 * and
 * years are those in which sessions started.
 *
 * @param policy of the source
 * @param held sessions that a person holds
 * @param zone in which days begin
 */
record Keeping(RetentionPolicy policy, Set<SessionId> held, ZoneId zone) {

    /** What becomes of the restorable backups of a source, newest first. */
    List<Fate> of(List<SessionReport> restorable) {
        List<Kept> kept = restorable.stream().sorted(Comparator.comparing(SessionReport::start)
                .thenComparing(SessionReport::id).reversed()).map(Kept::new).toList();
        if (policy.keepsEverything()) {
            kept.forEach(each -> each.because(Why.NO_POLICY, 0));
        }
        keep(kept, Why.LAST, policy.last(), Kept::report);
        keep(kept, Why.DAY, policy.days(), this::day);
        keep(kept, Why.WEEK, policy.weeks(),
                each -> day(each).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        keep(kept, Why.MONTH, policy.months(), each -> YearMonth.from(day(each)));
        keep(kept, Why.YEAR, policy.years(), each -> day(each).getYear());
        protect(kept);
        return kept.stream().map(each -> new Fate(each.report(), each.reasons())).toList();
    }

    private LocalDate day(Kept session) {
        return LocalDate.ofInstant(session.report().start(), zone);
    }

    /** Keeps the newest session of each of so many stretches of time. */
    private static void keep(List<Kept> newestFirst, Why why, int most, Function<Kept, Object> stretch) {
        Set<Object> seen = new HashSet<>();
        for (Kept session : newestFirst) {
            if (seen.size() < most && seen.add(stretch.apply(session))) {
                session.because(why, seen.size());
            }
        }
    }

    /** What stays whatever a policy says. */
    private void protect(List<Kept> newestFirst) {
        newestFirst.stream().filter(each -> each.report().archived()).forEach(each -> each.because(Why.ARCHIVED, 0));
        newestFirst.stream().filter(each -> held.contains(each.report().id()))
                .forEach(each -> each.because(Why.HELD, 0));
        newestFirst.stream().findFirst().ifPresent(each -> each.because(Why.NEWEST, 0));
        newestFirst.stream().filter(each -> each.report().state() == State.COMPLETED).findFirst()
                .ifPresent(each -> each.because(Why.NEWEST_WITHOUT_ERRORS, 0));
    }

    /** A session with the reasons found so far. */
    private record Kept(SessionReport report, List<Reason> reasons) {

        Kept(SessionReport report) {
            this(report, new ArrayList<>());
        }

        void because(Why why, int number) {
            reasons.add(new Reason(why, number));
        }
    }
}
