package org.backupmanager.cli.internal.plan;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.Schedule;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Changes a schedule; what is not given stays as it is. */
public final class ScheduleModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.schedule.modify", ScheduleOptions.all(Given.ID, Given.NAME));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        var given = new Given(call);
        Optional<Schedule> before = Optional.ofNullable(device.plans().schedules().all().get(given.id()));
        if (before.isEmpty()) {
            throw new UsageException("schedule.unknown", Integer.toString(given.id()));
        }
        device.plans().schedules().change(given.id(), ScheduleOptions.read(given, before.get(), device));
        call.tell(Messages.text("schedule.changed", Integer.toString(given.id())));
        ScheduleAdd.tellNext(call, device, given.id());
        return 0;
    }
}
