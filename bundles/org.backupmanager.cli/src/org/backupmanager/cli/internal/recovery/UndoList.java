package org.backupmanager.cli.internal.recovery;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Restores.Undoable;

/** Lists the restores that can be undone. */
public final class UndoList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.undo.list").printing(Column.number("ID"), Column.text("DSRC"),
                Column.text("START"), Column.text("EXPIRES"), Column.number("COUNT"), Column.number("SIZE"),
                Column.number("WHOLE"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        try (Table table = call.table()) {
            for (Undoable one : device.restores().undoable()) {
                table.row(one.session().toString(), one.source(), call.time(one.start()), call.time(one.expires()),
                        call.count(one.items()), call.size(one.bytes()), one.complete() ? "1" : "0");
            }
        }
        return 0;
    }
}
