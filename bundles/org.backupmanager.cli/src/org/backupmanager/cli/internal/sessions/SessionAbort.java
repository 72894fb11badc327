package org.backupmanager.cli.internal.sessions;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.Device;

/** Aborts all sessions that are in progress. */
public final class SessionAbort implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.abort");
    }

    @Override
    public int run(Call call, Device device) {
        int running = device.sessions().running().size();
        device.sessions().abortAll();
        call.tell(running == 0 ? Messages.text("abort.nothing") : Messages.text("abort.asked",
                Integer.toString(running)));
        return 0;
    }
}
