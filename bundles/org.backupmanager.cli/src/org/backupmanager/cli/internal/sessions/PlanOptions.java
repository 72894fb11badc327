package org.backupmanager.cli.internal.sessions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** The options that say what to take from which session. */
final class PlanOptions {

    private PlanOptions() {
    }

    static List<Option> all() {
        return List.of(Option.value("-datasource", Kind.SOURCE).needed(),
                Option.value("-selection", Kind.PATH).many(), Option.value("-exclude", Kind.PATH).many(),
                Option.value("-mask", Kind.MASK).many(), Option.value("-time", Kind.TIME),
                Option.oneOf("-session-search-policy", "ClosestToRequested", "OldestIfRequestedNotFound")
                        .otherwise("ClosestToRequested"),
                Option.value("-session", Kind.NUMBER));
    }

    /** The plan of a call, to a place, with further choices. */
    static RecoveryPlan plan(Call call, Device device, Optional<Path> place, ExistingFiles existing, Choices choices)
            throws BackupException {
        DataSource source = device.source(call.arguments().get("-datasource"));
        return new RecoveryPlan(source.id(), Moments.of(call, device.sessions(), source.id()),
                paths(call, source, "-selection"), paths(call, source, "-exclude"), place, existing, choices);
    }

    static List<Mask> masks(Arguments arguments) {
        return arguments.all("-mask").stream().map(Mask::of).toList();
    }

    /** The session that a plan leads to; fails in the words of the call. */
    static SessionReport from(Call call, Device device, RecoveryPlan plan) throws BackupException {
        Arguments arguments = call.arguments();
        return device.sessions().find(plan).orElseThrow(() -> new BackupException(Code.NO_SESSION,
                arguments.find("-session").or(() -> arguments.find("-time")).orElse(plan.source())));
    }

    private static List<ItemPath> paths(Call call, DataSource source, String option) throws BackupException {
        var paths = new ArrayList<ItemPath>();
        for (String typed : call.arguments().all(option)) {
            paths.add(source.parse(call.request().sourcePath(typed)));
        }
        return paths;
    }
}
