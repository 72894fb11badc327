package org.backupmanager.cli.internal.plan;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.Script;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Changes a script; what is not given stays as it is. */
public final class ScriptModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.script.modify", Given.ID, Given.NAME, ScriptOptions.CONTENT, ScriptOptions.FAIL,
                ScriptOptions.TIMEOUT, ScriptOptions.USER, ScriptOptions.PASSWORD);
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        var given = new Given(call);
        Optional<Script> before = Optional.ofNullable(device.plans().scripts().all().get(given.id()));
        if (before.isEmpty()) {
            throw new UsageException("script.unknown", Integer.toString(given.id()));
        }
        device.plans().scripts().change(given.id(), ScriptOptions.read(given, before.get(), device));
        call.tell(Messages.text("script.changed", Integer.toString(given.id())));
        return 0;
    }
}
