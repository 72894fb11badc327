package org.backupmanager.cli.internal.sessions;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.session.Device;

/** Says in one word what the device is doing. */
public final class StatusGet implements DeviceCommand {

    private final Synopsis synopsis;

    private StatusGet(Synopsis synopsis) {
        this.synopsis = synopsis;
    }

    /** The verb. */
    public static StatusGet usual() {
        return new StatusGet(Synopsis.of("control.status.get"));
    }

    /** Its other name. */
    public static StatusGet hidden() {
        return new StatusGet(Synopsis.hidden("status.get"));
    }

    @Override
    public Synopsis synopsis() {
        return synopsis;
    }

    @Override
    public int run(Call call, Device device) {
        call.output().line(device.sessions().state().word());
        return 0;
    }
}
