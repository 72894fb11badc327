package org.backupmanager.cli.internal.about;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Ends regular reports by mail. */
public final class DashboardUnsubscribe implements DeviceCommand {

    private static final String NEVER = "3";

    private final Synopsis synopsis;
    private final String setting;

    private DashboardUnsubscribe(Synopsis synopsis, String setting) {
        this.synopsis = synopsis;
        this.setting = setting;
    }

    /** Of backups. */
    public static DashboardUnsubscribe ofBackups() {
        return new DashboardUnsubscribe(Synopsis.of("control.dashboard.unsubscribe"), "MailSendPeriodicity");
    }

    /** Of restores, as the Recovery Console has it. */
    public static DashboardUnsubscribe ofRestores() {
        return new DashboardUnsubscribe(Synopsis.hidden("rc.dashboards.unsubscribe"), "RestoreMailSendPeriodicity");
    }

    @Override
    public Synopsis synopsis() {
        return synopsis;
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        device.set(setting, NEVER);
        call.tell(Messages.text("dashboard.none", setting));
        return 0;
    }
}
