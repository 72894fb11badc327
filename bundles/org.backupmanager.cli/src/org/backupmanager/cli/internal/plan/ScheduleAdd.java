package org.backupmanager.cli.internal.plan;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.Schedule;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Adds a schedule. */
public final class ScheduleAdd implements DeviceCommand {

    private static final Schedule USUAL = new Schedule("", true, new Schedule.At(LocalTime.MIDNIGHT),
            EnumSet.allOf(DayOfWeek.class), List.of(), 0, 0, true);

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.schedule.add", ScheduleOptions.all(Given.NAME.needed()));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        int number = device.plans().schedules().add(ScheduleOptions.read(new Given(call), USUAL, device));
        call.tell(Messages.text("schedule.added", Integer.toString(number)));
        tellNext(call, device, number);
        return 0;
    }

    /** Says when it comes next, and whether anybody will be there. */
    static void tellNext(Call call, Device device, int number) {
        Optional<Instant> next = Optional.ofNullable(device.plans().schedules().next().get(number));
        next.ifPresent(time -> call.tell(Messages.text("schedule.next", call.time(time))));
        if (next.isPresent() && !device.plans().schedules().obeyed()) {
            call.tell(Messages.text("schedule.nobody"));
        }
    }
}
