package org.backupmanager.cli.internal.choice;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.cli.internal.cleanup.CleanUpProgress;
import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/**
 * Forgets what is chosen for backup; data on disk is not touched. What is backed up already stays, unless its removal
 * is asked for, twice.
 */
public final class SelectionClear implements DeviceCommand {

    private static final Option COPIES = Option.flag("-remove-copies");
    private static final Option YES = Option.flag("-yes");

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.selection.clear", Option.value("-datasource", Kind.SOURCE), COPIES, YES);
    }

    private final InstantSource clock;

    public SelectionClear(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has(COPIES.name()) ? Duration.LONG : Duration.INSTANT;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        Optional<String> only = call.arguments().find("-datasource");
        List<DataSource> sources = only.isPresent() ? List.of(device.source(only.get())) : device.sources();
        List<SessionId> going = call.arguments().has(COPIES.name()) ? copies(call, device, sources) : List.of();
        for (DataSource source : sources) {
            if (!device.selection(source.id()).isEmpty()) {
                device.select(source.id(), Selection.NONE);
                call.tell(Messages.text(going.isEmpty() ? "selection.cleared" : "selection.clearedToo",
                        source.label()));
            }
        }
        if (!going.isEmpty()) {
            forget(call, device, going);
        }
        return 0;
    }

    private void forget(Call call, Device device, List<SessionId> going) throws BackupException {
        CleanUp.Outcome outcome;
        try (var progress = new CleanUpProgress(call.output(), clock)) {
            outcome = device.cleanUp().forget(going, progress);
        }
        long purged = going.stream().filter(outcome.purged()::contains).count();
        call.tell(Messages.text("selection.forgotten", Long.toString(purged),
                Long.toString(going.size() - purged), String.join(", ", outcome.waitingFor())));
    }

    /** The sessions to remove; refused as a whole where one of them is kept, or nobody has said yes. */
    private static List<SessionId> copies(Call call, Device device, List<DataSource> sources) throws UsageException {
        List<String> ids = sources.stream().map(DataSource::id).toList();
        List<SessionReport> all = device.sessions().reports().stream().filter(report -> ids.contains(report.source())
                && report.type() == SessionReport.Type.BACKUP).toList();
        if (all.stream().anyMatch(report -> report.end().isEmpty())) {
            throw new UsageException("selection.running");
        }
        List<SessionReport> copies = all.stream().filter(report -> report.state().isRestorable()).toList();
        Set<SessionId> held = device.plans().retention().held();
        List<String> kept = new ArrayList<>();
        for (SessionReport report : copies) {
            if (report.archived() || held.contains(report.id())) {
                kept.add(report.id().toString());
            }
        }
        if (!kept.isEmpty()) {
            throw new UsageException("selection.kept", String.join(", ", kept));
        }
        if (!call.arguments().has(YES.name())) {
            copies.forEach(report -> call.tell(Messages.text("selection.toForget", report.id().toString(),
                    report.source(), call.time(report.start()))));
            throw new UsageException("selection.sure", Integer.toString(copies.size()));
        }
        return copies.stream().map(SessionReport::id).toList();
    }
}
