package org.backupmanager.cli.internal.sessions;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource;

/** Restores from a session, to where things came from or to another place. */
public final class RestoreStart implements DeviceCommand {

    private static final String ALL = "CheckContentOfAllFiles";

    private final InstantSource clock;

    public RestoreStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.restore.start", Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-selection", Kind.PATH).many(), Option.value("-exclude", Kind.PATH).many(),
                Option.value("-restore-to", Kind.FOLDER), Option.value("-time", Kind.TIME),
                Option.oneOf("-session-search-policy", "ClosestToRequested", "OldestIfRequestedNotFound")
                        .otherwise("ClosestToRequested"),
                Option.value("-session", Kind.NUMBER),
                Option.value("-mask", Kind.MASK).many(),
                Option.oneOf("-existing-files-restore-policy", "Overwrite", "Skip").otherwise("Overwrite"),
                Option.oneOf("-outdated-files-restore-policy", ALL, "CheckContentOfOutdatedFilesOnly"),
                Option.flag("-add-suffix"), Option.flag("-no-undo"),
                Option.flag("-wait"));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, InterruptedException {
        RecoveryPlan plan = plan(call, device);
        SessionReport from = device.sessions().find(plan)
                .orElseThrow(() -> new BackupException(Code.NO_SESSION, asked(call.arguments(), plan)));
        Session session = device.sessions().startRestore(plan);
        call.tell(Messages.text("restore.started", device.source(plan.source()).label(), call.time(from.start()),
                plan.place().map(place -> Messages.text("restore.to", place)).orElse(Messages.text("restore.original")),
                session.report().id().toString()));
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }

    private static String asked(Arguments arguments, RecoveryPlan plan) {
        return arguments.find("-session").or(() -> arguments.find("-time")).orElse(plan.source());
    }

    private static RecoveryPlan plan(Call call, Device device) throws BackupException {
        Arguments arguments = call.arguments();
        DataSource source = device.source(arguments.get("-datasource"));
        // an empty place means where things came from, as scripts of our users have it
        Optional<Path> place = arguments.find("-restore-to").filter(typed -> !typed.isBlank())
                .map(call.request()::path);
        ExistingFiles existing = arguments.get("-existing-files-restore-policy").equalsIgnoreCase("Skip")
                ? ExistingFiles.SKIP : ExistingFiles.OVERWRITE;
        return new RecoveryPlan(source.id(), Moments.of(call, device.sessions(), source.id()),
                paths(call, source, "-selection"), paths(call, source, "-exclude"), place, existing,
                choices(arguments));
    }

    private static Choices choices(Arguments arguments) {
        return new Choices(arguments.all("-mask").stream().map(Mask::of).toList(),
                arguments.find("-outdated-files-restore-policy").map(typed -> typed.equalsIgnoreCase(ALL)
                        ? OutdatedFiles.CHECK_ALL : OutdatedFiles.CHECK_OUTDATED_ONLY),
                arguments.has("-add-suffix"), !arguments.has("-no-undo"));
    }

    private static List<ItemPath> paths(Call call, DataSource source, String option) throws BackupException {
        var paths = new ArrayList<ItemPath>();
        for (String typed : call.arguments().all(option)) {
            paths.add(source.parse(call.request().sourcePath(typed)));
        }
        return paths;
    }
}
