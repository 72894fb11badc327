package org.backupmanager.cli.internal.plan;

import java.nio.file.Path;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Adds a continuous restore. */
public final class ContinuousAdd implements DeviceCommand {

    private static final ContinuousRestore USUAL = new ContinuousRestore("", true, "", List.of(), List.of(),
            Path.of(""), 15);

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.continuous.add", ContinuousOptions.all(Given.NAME.needed(),
                Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-restore-to", Kind.FOLDER).needed()));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        int number = device.plans().continuous().add(ContinuousOptions.read(call, USUAL, device));
        call.tell(Messages.text("continuous.added", Integer.toString(number)));
        return 0;
    }
}
