package org.backupmanager.itest.ui.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;

import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Plans;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.plan.Schedule;
import org.backupmanager.plan.Schedule.At;
import org.backupmanager.plan.Schedule.Every;
import org.backupmanager.plan.Script;
import org.backupmanager.session.BackupException;

/** What a careful administrator plans. */
final class DemoPlans {

    private DemoPlans() {
    }

    static void fill(Plans plans) {
        try {
            int stop = plans.scripts().add(new Script("Stop the shop", "#!/bin/sh\nsystemctl stop shop\n",
                    Duration.ofMinutes(2), true));
            int start = plans.scripts().add(new Script("Start the shop", "#!/bin/sh\nsystemctl start shop\n",
                    Duration.ofMinutes(2), false));
            plans.schedules().add(new Schedule("Nightly", true, new At(LocalTime.of(2, 30)),
                    EnumSet.allOf(DayOfWeek.class), List.of(), stop, start, true));
            plans.schedules().add(new Schedule("Office hours", true,
                    new Every(15, LocalTime.of(8, 0), LocalTime.of(18, 0)),
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), List.of("FileSystem"), 0, 0, false));
            plans.schedules().add(new Schedule("Before the move", false, new At(LocalTime.of(12, 0)),
                    EnumSet.of(DayOfWeek.SUNDAY), List.of("FileSystem"), 0, 0, true));
            plans.archiving().add(new ArchivingRule("End of month", true, LocalTime.of(18, 0), List.of(),
                    EnumSet.allOf(Month.class), PlanWords.daysOfMonth("Last")));
            plans.archiving().add(new ArchivingRule("First Sunday of a quarter", true, LocalTime.MIDNIGHT,
                    List.of("FileSystem"), PlanWords.months("Jan,Apr,Jul,Oct"), PlanWords.weeks("1", "Sunday")));
            plans.retention().set("FileSystem", new RetentionPolicy(20, 14, 8, 12, 5));
        } catch (BackupException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
