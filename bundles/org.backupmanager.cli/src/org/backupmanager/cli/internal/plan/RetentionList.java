package org.backupmanager.cli.internal.plan;

import java.util.Map;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.session.Device;

/** Lists the retention policies. */
public final class RetentionList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.retention.list").printing(Column.text("DSRC"), Column.number("LAST"),
                Column.number("DAYS"), Column.number("WEEKS"), Column.number("MONTHS"), Column.number("YEARS"));
    }

    @Override
    public int run(Call call, Device device) {
        Map<String, RetentionPolicy> policies = device.plans().retention().policies();
        try (Table table = call.table()) {
            policies.forEach((source, policy) -> table.row(source, Integer.toString(policy.last()),
                    Integer.toString(policy.days()), Integer.toString(policy.weeks()),
                    Integer.toString(policy.months()), Integer.toString(policy.years())));
        }
        if (policies.isEmpty()) {
            call.tell(Messages.text("retention.everything"));
        }
        return 0;
    }
}
