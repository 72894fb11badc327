package org.backupmanager.cli.internal.cleanup;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.Device;

/** Ends the clean-up that is running. */
public final class CleanUpAbort implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.cleanup.abort");
    }

    @Override
    public int run(Call call, Device device) {
        boolean running = device.cleanUp().isRunning();
        device.cleanUp().cancel();
        call.tell(Messages.text(running ? "cleanup.aborting" : "cleanup.none"));
        return 0;
    }
}
