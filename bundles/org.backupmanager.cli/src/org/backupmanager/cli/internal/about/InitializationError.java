package org.backupmanager.cli.internal.about;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Json;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Says as JSON why the device cannot be opened: code 0 where it can, else what other commands would exit with. */
public final class InitializationError implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.initialization-error.get");
    }

    @Override
    public int run(Call call, Device device) {
        return tell(call, 0, "");
    }

    @Override
    public int unopened(Call call, BackupException why) {
        return tell(call, why.code().exitCode(), why.getMessage());
    }

    /** The code comes first: some scripts take the first number that they find. */
    private static int tell(Call call, int code, String message) {
        call.output().line(new Json().with("code", code).with("message", message).toString());
        return 0;
    }
}
