package org.backupmanager.cli.internal.about;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Ends the regular reports by mail. */
public final class DashboardUnsubscribe implements DeviceCommand {

    private static final String NEVER = "3";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.dashboard.unsubscribe");
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        device.set("MailSendPeriodicity", NEVER);
        call.tell(Messages.text("dashboard.none"));
        return 0;
    }
}
