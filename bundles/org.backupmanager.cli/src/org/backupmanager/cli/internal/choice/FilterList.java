package org.backupmanager.cli.internal.choice;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.model.Mask;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Lists the exclusion masks, one in a line. */
public final class FilterList implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.filter.list");
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        for (Mask mask : device.filters()) {
            call.output().line(mask.toString());
        }
        device.advice().forEach(call::tell);
        return 0;
    }
}
