package org.backupmanager.cli.internal.sessions;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Exports from a session into an archive: a file, or standard output. */
public final class RestoreExport implements DeviceCommand {

    private static final String OUTPUT = "-";
    private static final int TROUBLES = 1000;

    private final InstantSource clock;

    public RestoreExport(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        var options = new ArrayList<>(PlanOptions.all());
        options.addAll(List.of(Option.value("-file", Kind.FILE).needed(),
                Option.oneOf("-format", "tar", "zip"), Option.flag("-wait")));
        return Synopsis.of("control.restore.export", options.toArray(Option[]::new));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") || isOutput(arguments) ? Duration.LONG : Duration.BEYOND_CALL;
    }

    private static boolean isOutput(Arguments arguments) {
        return arguments.find("-file").filter(OUTPUT::equals).isPresent();
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException, InterruptedException {
        Arguments arguments = call.arguments();
        ArchiveFormat format = format(arguments);
        RecoveryPlan plan = PlanOptions.plan(call, device, Optional.empty(), ExistingFiles.OVERWRITE,
                new Choices(PlanOptions.masks(arguments), Optional.empty(), false));
        SessionReport from = PlanOptions.from(call, device, plan);
        if (isOutput(arguments)) {
            return toOutput(call, device, plan, format);
        }
        Session session = device.restores().export(plan, call.request().path(arguments.get("-file")), format);
        call.tell(Messages.text("export.started", device.source(plan.source()).label(), call.time(from.start()),
                call.request().path(arguments.get("-file")), session.report().id().toString()));
        return arguments.has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }

    /** As it is said, or else by the ending of the file; nobody gets another archive than the name promises. */
    private static ArchiveFormat format(Arguments arguments) throws UsageException {
        Optional<String> said = arguments.find("-format");
        if (said.isPresent()) {
            return ArchiveFormat.valueOf(said.get().toUpperCase(Locale.ROOT));
        }
        if (isOutput(arguments)) {
            return ArchiveFormat.TAR;
        }
        String file = arguments.get("-file");
        return ArchiveFormat.of(file).orElseThrow(() -> new UsageException("export.ending", file));
    }

    /** The output is the archive and nothing else; what there is to say goes to the errors. */
    private static int toOutput(Call call, Device device, RecoveryPlan plan, ArchiveFormat format)
            throws BackupException, InterruptedException {
        SessionReport report = device.restores().exportTo(plan, call.output().bytes(), format).await();
        List<Trouble> troubles = device.sessions().troubles(report.id(), TROUBLES);
        for (Trouble trouble : troubles) {
            call.output().error(trouble.path().isRoot() ? trouble.detail() : trouble.path() + ": " + trouble.detail());
        }
        return ExitCodes.of(report, troubles);
    }
}
