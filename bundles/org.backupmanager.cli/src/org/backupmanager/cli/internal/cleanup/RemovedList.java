package org.backupmanager.cli.internal.cleanup;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Removed;
import org.backupmanager.session.Device;

/** Lists the sessions that can be brought back. */
public final class RemovedList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.removed.list").printing(Column.number("ID"), Column.text("DSRC"),
                Column.text("START"), Column.number("SELS"), Column.text("REMOVED"), Column.number("DAYSLEFT"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        try (Table table = call.table()) {
            for (Removed one : device.cleanUp().removed()) {
                table.row(one.report().id().toString(), one.report().source(), call.time(one.report().start()),
                        call.size(one.report().totals().selectedSize()), call.time(one.removed()),
                        Integer.toString(one.daysLeft()));
            }
        }
        return 0;
    }
}
