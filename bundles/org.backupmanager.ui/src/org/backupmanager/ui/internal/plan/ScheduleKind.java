package org.backupmanager.ui.internal.plan;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;

import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Plans;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.eclipse.osgi.util.NLS;

/** Schedules. */
final class ScheduleKind implements PlanKind<Schedule> {

    @Override
    public String id() {
        return "schedule";
    }

    @Override
    public String intro() {
        return Messages.scheduleIntro;
    }

    @Override
    public List<String> titles() {
        return List.of(Messages.name, Messages.when, Messages.sources, Messages.next);
    }

    @Override
    public int[] widths() {
        return new int[] {160, 260, 180, 160};
    }

    @Override
    public Facts<Schedule> load(Plans plans, List<DataSource> sources) {
        return new Facts<>(plans.schedules().all(), plans.schedules().next(), plans.scripts().all(), sources);
    }

    @Override
    public List<String> cells(Schedule schedule, Facts<Schedule> facts) {
        return List.of(schedule.name(), when(schedule), facts.labels(schedule.sources()));
    }

    private static String when(Schedule schedule) {
        String days = CalendarNames.words(schedule.days());
        return switch (schedule.timing()) {
            case At(LocalTime time) -> NLS.bind(Messages.at, days, PlanWords.time(time));
            case Every(int minutes, LocalTime from, LocalTime until) when from.equals(until) ->
                NLS.bind(Messages.every, days, Integer.toString(minutes));
            case Every(int minutes, LocalTime from, LocalTime until) -> NLS.bind(Messages.everyBetween, new Object[] {
                days, Integer.toString(minutes), PlanWords.time(from), PlanWords.time(until)});
        };
    }

    @Override
    public String name(Schedule schedule) {
        return schedule.name();
    }

    @Override
    public boolean active(Schedule schedule) {
        return schedule.active();
    }

    @Override
    public Schedule fresh() {
        return new Schedule("", true, new At(LocalTime.of(2, 0)), EnumSet.allOf(DayOfWeek.class), List.of(), 0, 0,
                true);
    }

    @Override
    public Editor<Schedule> editor(Form form, Facts<Schedule> facts) {
        return new ScheduleEditor(form, facts);
    }

    @Override
    public int add(Plans plans, Schedule schedule) throws BackupException {
        return plans.schedules().add(schedule);
    }

    @Override
    public void change(Plans plans, int number, Schedule schedule) throws BackupException {
        plans.schedules().change(number, schedule);
    }

    @Override
    public void remove(Plans plans, int number) throws BackupException {
        plans.schedules().remove(number);
    }
}
