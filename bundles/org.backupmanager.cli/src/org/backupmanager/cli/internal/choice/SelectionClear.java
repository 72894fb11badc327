package org.backupmanager.cli.internal.choice;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Forgets what is chosen for backup; neither data on disk nor what is backed up already is touched. */
public final class SelectionClear implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.selection.clear", Option.value("-datasource", Kind.SOURCE));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        Optional<String> only = call.arguments().find("-datasource");
        if (only.isPresent()) {
            device.source(only.get());
        }
        for (DataSource source : device.sources()) {
            if ((only.isEmpty() || only.get().equals(source.id())) && !device.selection(source.id()).isEmpty()) {
                device.select(source.id(), Selection.NONE);
                call.tell(Messages.text("selection.cleared", source.label()));
            }
        }
        return 0;
    }
}
