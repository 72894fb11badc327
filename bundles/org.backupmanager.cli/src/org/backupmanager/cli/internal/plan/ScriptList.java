package org.backupmanager.cli.internal.plan;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.session.Device;

/** Lists the scripts. */
public final class ScriptList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.script.list").printing(Column.number("ID"), Column.text("NAME"),
                Column.text("USER"), Column.text("PASWD"), Column.number("TOUT"), Column.text("FAIL"));
    }

    @Override
    public int run(Call call, Device device) {
        String user = device.plans().scripts().user();
        try (Table table = call.table()) {
            device.plans().scripts().all().forEach((number, script) -> table.row(Integer.toString(number),
                    script.name(), user, "-", Long.toString(script.timeout().toSeconds()), script.stops() ? "1" : "0"));
        }
        return 0;
    }
}
