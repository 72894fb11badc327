package org.backupmanager.cli.internal.plan;

import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/** Takes the mark of archiving from sessions; without {@code -yes} it only says from which. */
public final class ArchivingClear implements DeviceCommand {

    private static final Option SESSION = Option.value("-session", Kind.NUMBER);
    private static final Option SOURCE = Option.value("-datasource", Kind.SOURCE);
    private static final Option EVERY = Option.flag("-all");
    private static final Option YES = Option.flag("-yes");

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.archiving.clear", SESSION, SOURCE, EVERY, YES);
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        List<SessionReport> archived = chosen(call, device);
        for (SessionReport report : archived) {
            String[] words = {report.id().toString(), device.source(report.source()).label(),
                call.time(report.start())};
            if (call.arguments().has(YES.name())) {
                device.plans().archiving().clear(report.id());
                call.tell(Messages.text("archiving.cleared", (Object[]) words));
            } else {
                call.tell(Messages.text("archiving.toClear", (Object[]) words));
            }
        }
        if (archived.isEmpty()) {
            call.tell(Messages.text("archiving.none"));
        } else if (!call.arguments().has(YES.name())) {
            throw new UsageException("archiving.sure", Integer.toString(archived.size()));
        }
        return 0;
    }

    private static List<SessionReport> chosen(Call call, Device device) throws BackupException, UsageException {
        Optional<String> session = call.arguments().find(SESSION.name());
        Optional<String> source = call.arguments().find(SOURCE.name());
        if (session.isEmpty() && source.isEmpty() && !call.arguments().has(EVERY.name())) {
            throw new UsageException("archiving.which");
        }
        String id = source.isPresent() ? device.source(source.get()).id() : "";
        return device.sessions().reports().stream().filter(report -> report.archived() && report.end().isPresent()
                && (session.isEmpty() || session.get().equals(report.id().toString()))
                && (id.isEmpty() || id.equals(report.source()))).toList();
    }
}
