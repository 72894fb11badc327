package org.backupmanager.cli.internal.report;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.report.Reports;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Prints a report as of now, as it is in its file after each session. */
public final class ReportGet implements DeviceCommand {

    private static final String REPORT = "-report";
    private static final String STATUS = "Status";
    private static final String SESSION = "Session";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.report.get", Option.oneOf(REPORT, STATUS, SESSION).otherwise(STATUS));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        Reports reports = device.reporting();
        String text = call.arguments().get(REPORT).equalsIgnoreCase(SESSION) ? reports.sessions() : reports.status();
        text.lines().forEach(call.output()::line);
        return 0;
    }
}
