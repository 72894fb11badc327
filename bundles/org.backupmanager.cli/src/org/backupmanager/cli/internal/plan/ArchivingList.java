package org.backupmanager.cli.internal.plan;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.ArchivingRule.OfMonth;
import org.backupmanager.plan.ArchivingRule.OfWeeks;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.Device;

/** Lists the archiving rules. */
public final class ArchivingList implements DeviceCommand {

    private static final String NONE = "-";
    private static final List<Column> COLUMNS = List.of(Column.number("ID"), Column.text("ACTV"), Column.text("NAME"),
            Column.text("DSRC"), Column.text("TIME"), Column.text("MONTHS"), Column.text("MDAYS"),
            Column.text("WEEKS"), Column.text("WDAYS"));

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.archiving.list").printing(COLUMNS.toArray(Column[]::new));
    }

    @Override
    public int run(Call call, Device device) {
        new ComingList<>(COLUMNS, ArchivingList::cells).print(call, device.plans().archiving().all(),
                device.plans().archiving().next());
        return 0;
    }

    private static List<String> cells(int number, ArchivingRule rule) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(number), rule.active() ? "1" : "0", rule.name(),
                PlanWords.sources(rule.sources()), PlanWords.time(rule.time()), PlanWords.months(rule.months())));
        cells.addAll(switch (rule.days()) {
            case OfMonth days -> List.of(PlanWords.daysOfMonth(days), NONE, NONE);
            case OfWeeks days -> List.of(NONE, PlanWords.weeks(days), PlanWords.days(days.weekdays()));
        });
        return cells;
    }
}
