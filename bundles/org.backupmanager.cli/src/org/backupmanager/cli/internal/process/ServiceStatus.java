package org.backupmanager.cli.internal.process;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.sessions.ExitCodes;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.session.Device;

/** Says which process holds the device and what it does. */
public final class ServiceStatus implements DeviceCommand {

    static final String NAME = "control.service.status";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of(NAME).printing(Column.text("HOLDER"), Column.number("PID"), Column.text("START"),
                Column.text("STATE"), Column.text("DEVICE"), Column.text("HOME"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return Duration.ELSEWHERE;
    }

    @Override
    public int nobody(Call call) {
        call.tell(Messages.text("process.none"));
        return ExitCodes.NO_SERVICE;
    }

    @Override
    public int run(Call call, Device device) {
        ProcessHandle self = ProcessHandle.current();
        try (Table table = call.table()) {
            table.row(call.holding().kind().word(), Long.toString(self.pid()), call.time(self.info().startInstant()),
                    device.sessions().state().word(), device.name(), device.home().toString());
        }
        return 0;
    }
}
