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
    private static final String METRICS = "Metrics";

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.report.get", Option.oneOf(REPORT, STATUS, SESSION, METRICS).otherwise(STATUS));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        text(device.reporting(), call.arguments().get(REPORT)).lines().forEach(call.output()::line);
        return 0;
    }

    private static String text(Reports reports, String wanted) throws BackupException {
        if (wanted.equalsIgnoreCase(SESSION)) {
            return reports.sessions();
        }
        return wanted.equalsIgnoreCase(METRICS) ? reports.metrics() : reports.status();
    }
}
