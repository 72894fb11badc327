package org.backupmanager.cli.internal.sessions;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.session.Device;

/** Says in one word what the device is doing. */
public final class StatusGet implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.status.get");
    }

    @Override
    public int run(Call call, Device device) {
        call.output().line(device.sessions().state().word());
        return 0;
    }
}
