package org.backupmanager.cli.internal.choice;

import java.util.List;

import org.backupmanager.cli.internal.absent.AbsentSettings;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Changes settings: names and values in pairs, in the order they are given. */
public final class SettingModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.setting.modify", Option.value("-name", Kind.NAME).needed().many(),
                Option.value("-value", Kind.TEXT).needed().many());
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        List<String> names = call.arguments().all("-name");
        List<String> values = call.arguments().all("-value");
        if (names.size() != values.size()) {
            throw new UsageException("setting.pairs", Integer.toString(names.size()), Integer.toString(values.size()));
        }
        for (int i = 0; i < names.size(); i++) {
            if (!AbsentSettings.takes(device.settings(), names.get(i), values.get(i))) {
                device.set(names.get(i), values.get(i));
            }
            call.tell(Messages.text("setting.now", names.get(i), Output.printable(values.get(i))));
        }
        return 0;
    }
}
