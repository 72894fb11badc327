package org.backupmanager.cli.internal.plan;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Changes a continuous restore; what is not given stays as it is. */
public final class ContinuousModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.continuous.modify", ContinuousOptions.all(Given.ID, Given.NAME,
                Option.value("-datasource", Kind.SOURCE), Option.value("-restore-to", Kind.FOLDER)));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        int number = new Given(call).id();
        Optional<ContinuousRestore> before = Optional.ofNullable(device.plans().continuous().all().get(number));
        if (before.isEmpty()) {
            throw new UsageException("continuous.unknown", Integer.toString(number));
        }
        device.plans().continuous().change(number, ContinuousOptions.read(call, before.get(), device));
        call.tell(Messages.text("continuous.changed", Integer.toString(number)));
        return 0;
    }
}
