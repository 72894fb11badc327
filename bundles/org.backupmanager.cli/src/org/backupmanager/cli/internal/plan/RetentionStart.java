package org.backupmanager.cli.internal.plan;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Takes sessions that no policy keeps to quarantine, as is done after each backup. */
public final class RetentionStart implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.retention.start").printing(Column.number("ID"), Column.text("DSRC"),
                Column.text("STATE"), Column.text("START"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        List<SessionReport> gone = device.plans().retention().apply();
        try (Table table = call.table()) {
            gone.forEach(report -> table.row(report.id().toString(), report.source(), report.state().word(),
                    call.time(report.start())));
        }
        call.tell(Messages.text("retention.gone", gone.size()));
        return 0;
    }
}
