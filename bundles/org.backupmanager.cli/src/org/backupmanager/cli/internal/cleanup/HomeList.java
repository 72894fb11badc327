package org.backupmanager.cli.internal.cleanup;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Home;
import org.backupmanager.session.Device;

/** Lists the homes that clean-up waits for. */
public final class HomeList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.home.list").printing(Column.text("HOME"), Column.text("COMPUTER"),
                Column.text("HEARD"), Column.text("HERE"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        try (Table table = call.table()) {
            for (Home home : device.cleanUp().homes()) {
                table.row(home.id(), home.computer(), call.time(home.lastHeard()), home.here() ? "yes" : "no");
            }
        }
        return 0;
    }
}
