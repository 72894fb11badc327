package org.backupmanager.cli.internal.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Schedule;
import org.backupmanager.session.Device;

/** Lists the schedules. */
public final class ScheduleList implements DeviceCommand {

    private static final List<Column> COLUMNS = List.of(Column.number("ID"), Column.text("ACTV"), Column.text("NAME"),
            Column.text("TIME"), Column.text("DAYS"), Column.text("DSRC"), Column.number("PRESID"),
            Column.number("POSTSID"));

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.schedule.list").printing(COLUMNS.toArray(Column[]::new));
    }

    @Override
    public int run(Call call, Device device) {
        Map<Integer, Instant> next = device.plans().schedules().next();
        new ComingList<>(COLUMNS, ScheduleList::cells).print(call, device.plans().schedules().all(), next);
        if (!next.isEmpty() && !device.plans().schedules().obeyed()) {
            call.tell(Messages.text("schedule.nobody"));
        }
        return 0;
    }

    private static List<String> cells(int number, Schedule schedule) {
        return List.of(Integer.toString(number), schedule.active() ? "1" : "0", schedule.name(),
                ScheduleOptions.time(schedule.timing()), PlanWords.days(schedule.days()),
                PlanWords.sources(schedule.sources()), Integer.toString(schedule.before()),
                Integer.toString(schedule.after()));
    }
}
