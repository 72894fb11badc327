package org.backupmanager.cli.internal.plan;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Adds a script from a file, whose content is copied. */
public final class ScriptAdd implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.script.add", Given.NAME.needed(), ScriptOptions.CONTENT.needed(),
                ScriptOptions.FAIL, ScriptOptions.TIMEOUT, ScriptOptions.USER, ScriptOptions.PASSWORD);
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        int number = device.plans().scripts().add(ScriptOptions.read(new Given(call), ScriptOptions.USUAL, device));
        call.tell(Messages.text("script.added", Integer.toString(number)));
        return 0;
    }
}
