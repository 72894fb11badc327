package org.backupmanager.cli.internal.plan;

import java.time.LocalTime;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Adds an archiving rule. */
public final class ArchivingAdd implements DeviceCommand {

    private static final ArchivingRule USUAL = new ArchivingRule("", true, LocalTime.MIDNIGHT, List.of(),
            EnumSet.allOf(Month.class), PlanWords.daysOfMonth(PlanWords.ALL));

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.archiving.add", ArchivingOptions.all(Given.NAME.needed()));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        int number = device.plans().archiving().add(ArchivingOptions.read(new Given(call), USUAL, device));
        call.tell(Messages.text("archiving.added", Integer.toString(number)));
        return 0;
    }
}
