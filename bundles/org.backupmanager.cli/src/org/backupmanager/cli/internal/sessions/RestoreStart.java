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
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Session;

/** Restores from a session, to where things came from or to another place. */
public final class RestoreStart implements DeviceCommand {

    private static final String EXISTING = "-existing-files-restore-policy";
    private static final String OVERWRITE = "Overwrite";
    private static final String SKIP = "Skip";
    private static final String OLDER = "OverwriteOlder";
    private static final String ALL = "CheckContentOfAllFiles";

    private final InstantSource clock;

    public RestoreStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        var options = new ArrayList<>(PlanOptions.all());
        options.addAll(List.of(Option.value("-restore-to", Kind.FOLDER),
                Option.oneOf(EXISTING, OVERWRITE, SKIP, OLDER).otherwise(OVERWRITE),
                Option.oneOf("-outdated-files-restore-policy", ALL, "CheckContentOfOutdatedFilesOnly"),
                Option.flag("-add-suffix"), Option.flag("-no-undo"), Option.flag("-wait")));
        options.addAll(WrapperOptions.all());
        return Synopsis.of("control.restore.start", options.toArray(Option[]::new));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return arguments.has("-wait") ? Duration.LONG : Duration.BEYOND_CALL;
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException, InterruptedException {
        RecoveryPlan plan = plan(call, device);
        Session session = start(call, device, plan);
        // asked after the start, which hears of sessions that other computers have stored
        SessionReport from = PlanOptions.from(call, device, plan);
        call.tell(Messages.text("restore.started", device.source(plan.source()).label(), call.time(from.start()),
                plan.place().map(place -> Messages.text("restore.to", place)).orElse(Messages.text("restore.original")),
                session.report().id().toString()));
        return call.arguments().has("-wait") ? new SessionWatch(call, device, clock).watch(List.of(session)) : 0;
    }

    private static Session start(Call call, Device device, RecoveryPlan plan) throws BackupException {
        try {
            return device.sessions().startRestore(plan);
        } catch (BackupException refused) {
            if (refused.code() == Code.NO_SESSION) {
                PlanOptions.from(call, device, plan);
            }
            throw refused;
        }
    }

    private static RecoveryPlan plan(Call call, Device device) throws BackupException, UsageException {
        Arguments arguments = call.arguments();
        // an empty place means where things came from, as scripts of our users have it
        Optional<Path> place = arguments.find("-restore-to").filter(typed -> !typed.isBlank())
                .map(call.request()::path);
        ExistingFiles existing = WrapperOptions.obeyed(arguments, existing(arguments.get(EXISTING)));
        return PlanOptions.plan(call, device, place, existing, choices(arguments));
    }

    private static ExistingFiles existing(String typed) {
        return typed.equalsIgnoreCase(SKIP) ? ExistingFiles.SKIP
                : typed.equalsIgnoreCase(OLDER) ? ExistingFiles.OVERWRITE_OLDER : ExistingFiles.OVERWRITE;
    }

    private static Choices choices(Arguments arguments) {
        return new Choices(PlanOptions.masks(arguments),
                arguments.find("-outdated-files-restore-policy").map(typed -> typed.equalsIgnoreCase(ALL)
                        ? OutdatedFiles.CHECK_ALL : OutdatedFiles.CHECK_OUTDATED_ONLY),
                arguments.has("-add-suffix"), !arguments.has("-no-undo"));
    }
}
