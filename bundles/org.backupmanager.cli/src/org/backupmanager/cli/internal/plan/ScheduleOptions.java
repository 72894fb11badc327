package org.backupmanager.cli.internal.plan;

import java.time.LocalTime;

import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Schedule.Timing;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** A schedule as options give it. */
final class ScheduleOptions {

    private static final String EVERY = "-every";
    private static final String UNTIL = "-until";

    private ScheduleOptions() {
    }

    /** All but the name. */
    static Option[] all(Option... others) {
        Option[] own = {Given.ACTIVE, Given.TIME, Option.value(EVERY, Kind.NUMBER), Option.value(UNTIL, Kind.CLOCK),
            Option.value("-days", Kind.LIST), Given.SOURCES, Option.value("-pre-backup-action", Kind.NUMBER),
            Option.value("-post-backup-action", Kind.NUMBER), Option.oneOf("-catch-up", "0", "1")};
        Option[] all = new Option[others.length + own.length];
        System.arraycopy(others, 0, all, 0, others.length);
        System.arraycopy(own, 0, all, others.length, own.length);
        return all;
    }

    /** This schedule with what is given. */
    static Schedule read(Given given, Schedule before, Device device) throws UsageException, BackupException {
        return new Schedule(given.text("-name", before.name()), given.flag("-active", before.active()),
                timing(given, before.timing()), given.value("-days", PlanWords::days, before.days()),
                given.sources(device, before.sources()), given.number("-pre-backup-action", before.before()),
                given.number("-post-backup-action", before.after()), given.flag("-catch-up", before.catchUp()));
    }

    private static Timing timing(Given given, Timing before) throws UsageException {
        LocalTime from = given.value("-time", PlanWords::time, from(before));
        LocalTime until = given.value(UNTIL, PlanWords::time, before instanceof Every every ? every.until()
                : LocalTime.MIDNIGHT);
        int minutes = given.number(EVERY, before instanceof Every every ? every.minutes() : 0);
        if (minutes == 0 && given.call().arguments().has(UNTIL)) {
            throw new UsageException("schedule.until");
        }
        if (minutes > Every.MOST_MINUTES) {
            throw new UsageException("plan.value", EVERY, Integer.toString(minutes));
        }
        return minutes == 0 ? new At(from) : new Every(minutes, from, until);
    }

    private static LocalTime from(Timing timing) {
        return switch (timing) {
            case At(LocalTime time) -> time;
            case Every(int _, LocalTime from, LocalTime _) -> from;
        };
    }

    /** Its times in one word: {@code 02:00}, or {@code 08:00-18:00/15} for every 15 minutes between. */
    static String time(Timing timing) {
        return switch (timing) {
            case At(LocalTime time) -> PlanWords.time(time);
            case Every(int minutes, LocalTime from, LocalTime until) -> PlanWords.time(from) + "-"
                    + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : PlanWords.time(until)) + "/" + minutes;
        };
    }
}
