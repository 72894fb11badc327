package org.backupmanager.cli.internal.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
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
        boolean people = !call.parsed().layout().delimited();
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (people) {
            columns.add(Column.text("NEXT"));
        }
        Map<Integer, Instant> next = device.plans().archiving().next();
        try (Table table = new Table(call.output(), call.parsed().layout(), columns)) {
            device.plans().archiving().all().forEach((number, rule) -> {
                List<String> cells = cells(number, rule);
                if (people) {
                    cells.add(call.time(Optional.ofNullable(next.get(number))));
                }
                table.row(cells.toArray(String[]::new));
            });
        }
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
