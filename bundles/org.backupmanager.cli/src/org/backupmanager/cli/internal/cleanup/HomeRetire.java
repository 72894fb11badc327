package org.backupmanager.cli.internal.cleanup;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Declares a home dead. */
public final class HomeRetire implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.home.retire", Option.value("-home-id", Kind.TEXT).needed());
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        String home = call.arguments().find("-home-id").orElseThrow();
        device.cleanUp().retire(home);
        call.tell(Messages.text("retire.done", home));
        return 0;
    }
}
