package org.backupmanager.cli.internal.plan;

import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Changes an archiving rule; what is not given stays as it is. */
public final class ArchivingModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.archiving.modify", ArchivingOptions.all(Given.ID, Given.NAME));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        var given = new Given(call);
        Optional<ArchivingRule> before = Optional.ofNullable(device.plans().archiving().all().get(given.id()));
        if (before.isEmpty()) {
            throw new UsageException("archiving.unknown", Integer.toString(given.id()));
        }
        device.plans().archiving().change(given.id(), ArchivingOptions.read(given, before.get(), device));
        call.tell(Messages.text("archiving.changed", Integer.toString(given.id())));
        return 0;
    }
}
