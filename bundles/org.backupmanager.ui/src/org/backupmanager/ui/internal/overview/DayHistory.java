package org.backupmanager.ui.internal.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.work.Outcome;

/** What the last 28 days were like, the oldest first. */
record DayHistory(List<Day> days) {

    static final int DAYS = 28;

    /**
     * One day.
     *
     * @param date which
     * @param last how its last session that ended went; empty where there was none
     */
    record Day(LocalDate date, Optional<SessionReport> last) {

        Optional<Mark> mark() {
            return last.map(Outcome::mark);
        }
    }

    /** Of these sessions, newest first. */
    static DayHistory of(List<SessionReport> reports, Instant now, Amounts amounts) {
        LocalDate today = amounts.dayOf(now);
        List<Day> days = new ArrayList<>();
        for (int back = DAYS - 1; back >= 0; back--) {
            LocalDate date = today.minusDays(back);
            days.add(new Day(date, reports.stream().filter(report -> report.end().isPresent())
                    .filter(report -> amounts.dayOf(report.start()).equals(date)).findFirst()));
        }
        return new DayHistory(List.copyOf(days));
    }

    /** How many days ended like that. */
    long count(Mark mark) {
        return days.stream().filter(day -> day.mark().filter(mark::equals).isPresent()).count();
    }
}
