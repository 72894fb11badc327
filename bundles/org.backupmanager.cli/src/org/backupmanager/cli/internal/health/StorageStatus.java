package org.backupmanager.cli.internal.health;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.Code;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Says in one answer how sound the storage is. */
public final class StorageStatus implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.storage.status").printing(Column.text("NAME"), Column.text("VALUE"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        StorageHealth health = device.health();
        if (call.parsed().layout().delimited()) {
            new StatusRows(call, health).print(device.storage());
        } else {
            new StatusWords(call, health).print(device.storage());
        }
        return health.damage().isEmpty() ? 0 : Code.OBJECT_DAMAGED.exitCode();
    }
}
