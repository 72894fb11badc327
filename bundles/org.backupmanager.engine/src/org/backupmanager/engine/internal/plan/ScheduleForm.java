package org.backupmanager.engine.internal.plan;

import java.time.LocalTime;

import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Schedule.Timing;

/** Schedules in the file {@code schedules}. */
final class ScheduleForm implements Book.Form<Schedule> {

    @Override
    public String file() {
        return "schedules";
    }

    @Override
    public void write(Section section, Schedule schedule) {
        section.set("Name", schedule.name());
        section.set("Active", schedule.active());
        switch (schedule.timing()) {
            case At(LocalTime time) -> section.set("Time", PlanWords.time(time));
            case Every(int minutes, LocalTime from, LocalTime until) -> {
                section.set("EveryMinutes", minutes);
                section.set("From", PlanWords.time(from));
                section.set("Until", PlanWords.time(until));
            }
        }
        section.set("Days", PlanWords.days(schedule.days()));
        section.set("DataSources", PlanWords.sources(schedule.sources()));
        section.set("PreBackupAction", schedule.before());
        section.set("PostBackupAction", schedule.after());
        section.set("CatchUp", schedule.catchUp());
    }

    @Override
    public Schedule read(Section section) {
        return new Schedule(section.get("Name"), section.flag("Active"), timing(section),
                section.get("Days", PlanWords::days), section.get("DataSources", PlanWords::sources),
                section.number("PreBackupAction"), section.number("PostBackupAction"), section.flag("CatchUp"));
    }

    private static Timing timing(Section section) {
        if (section.find("EveryMinutes").isEmpty()) {
            return new At(section.get("Time", PlanWords::time));
        }
        LocalTime from = section.get("From", PlanWords::time);
        LocalTime until = section.get("Until", PlanWords::time);
        return section.get("EveryMinutes", minutes -> new Every(Integer.parseInt(minutes), from, until));
    }
}
