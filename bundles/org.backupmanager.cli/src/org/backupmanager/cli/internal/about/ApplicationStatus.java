package org.backupmanager.cli.internal.about;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.session.Device;

/** Says that the program works on its device; where it does not, the error says why. */
public final class ApplicationStatus implements DeviceCommand {

    private static final String RUNNING = "Running";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.application-status.get");
    }

    @Override
    public int run(Call call, Device device) {
        call.output().line(RUNNING);
        return 0;
    }
}
