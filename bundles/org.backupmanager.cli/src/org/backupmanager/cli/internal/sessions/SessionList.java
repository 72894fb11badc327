package org.backupmanager.cli.internal.sessions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.cli.internal.absent.KnownSources;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Lists the sessions, newest first, running ones included. */
public final class SessionList implements DeviceCommand {

    private static final List<Column> COLUMNS = List.of(Column.text("DSRC"), Column.text("TYPE"), Column.text("STATE"),
            Column.text("FLAGS"), Column.text("START"), Column.text("END"), Column.number("SELS"),
                    Column.number("SELC"),
            Column.number("PROCS"), Column.number("PROCC"), Column.number("SENTS"), Column.number("ERRC"),
            Column.number("REMC"));
    private static final Column ID = Column.number("ID");

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.session.list", Option.value("-datasource", Kind.SOURCE), Option.flag("-show-id"))
                .printing(COLUMNS.toArray(Column[]::new));
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        Optional<String> only = call.arguments().find("-datasource");
        if (only.isPresent() && !KnownSources.isAbsent(device, only.get())) {
            Subject.of(device, only.get());
        }
        print(call, device, device.sessions().reports().stream()
                .filter(report -> only.isEmpty() || only.get().equals(report.source())).toList());
        return 0;
    }

    /**
     * Prints these sessions as this command does. Scripts know the columns, so the number of a session is theirs for
     * the asking only.
     */
    static void print(Call call, Device device, List<SessionReport> reports) {
        Set<SessionId> held = device.plans().retention().held();
        boolean id = call.arguments().has("-show-id") || !call.parsed().layout().delimited();
        var columns = new ArrayList<>(COLUMNS);
        if (id) {
            columns.add(ID);
        }
        try (Table table = new Table(call.output(), call.parsed().layout(), columns)) {
            for (SessionReport report : reports) {
                table.row(row(call, report, held, id));
            }
        }
    }

    /** Prints what a person wants to know first, on a terminal of usual width. */
    public static void printShort(Call call, List<SessionReport> reports) {
        List<Column> columns = List.of(COLUMNS.get(0), COLUMNS.get(1), COLUMNS.get(2), COLUMNS.get(4), COLUMNS.get(6),
                COLUMNS.get(7), COLUMNS.get(10), COLUMNS.get(11));
        try (Table table = new Table(call.output(), call.parsed().layout(), columns)) {
            for (SessionReport report : reports) {
                String[] cells = row(call, report, Set.of(), false);
                table.row(cells[0], cells[1], cells[2], cells[4], cells[6], cells[7], cells[10], cells[11]);
            }
        }
    }

    private static String[] row(Call call, SessionReport report, Set<SessionId> held, boolean id) {
        SessionReport.Totals totals = report.totals();
        String[] cells = {report.source(), report.type().word(), report.state().word(), flags(report, held),
                call.time(report.start()), call.time(report.end()), call.size(totals.selectedSize()),
                call.count(totals.selectedCount()), call.size(totals.processedSize()),
                        call.count(totals.processedCount()),
                call.size(totals.sentSize()), call.count(totals.errorCount()), call.count(totals.removedCount()),
                report.id().toString()};
        return id ? cells : Arrays.copyOf(cells, cells.length - 1);
    }

    /** Scripts take a session only where the second sign is a dash. */
    private static String flags(SessionReport report, Set<SessionId> held) {
        return (report.archived() ? "A" : "-") + "-" + (held.contains(report.id()) ? "H" : "-") + "-";
    }
}
