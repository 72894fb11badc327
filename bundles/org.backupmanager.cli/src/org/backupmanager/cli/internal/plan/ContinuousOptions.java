package org.backupmanager.cli.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** The options of continuous restores. */
final class ContinuousOptions {

    private ContinuousOptions() {
    }

    /** These and the others. */
    static Option[] all(Option... first) {
        List<Option> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(List.of(Given.ACTIVE, Option.value("-selection", Kind.PATH).many(),
                Option.value("-exclude", Kind.PATH).many(), Option.value("-poll-minutes", Kind.NUMBER)));
        return all.toArray(Option[]::new);
    }

    /** What is given, over what was before. */
    static ContinuousRestore read(Call call, ContinuousRestore before, Device device) throws BackupException {
        var given = new Given(call);
        DataSource source = device.source(given.text("-datasource", before.source()));
        return new ContinuousRestore(given.text("-name", before.name()), given.flag("-active", before.active()),
                source.id(), paths(call, source, "-selection", before.selection()),
                paths(call, source, "-exclude", before.excludes()),
                call.arguments().find("-restore-to").map(call.request()::path).orElse(before.place()),
                Math.max(0, given.number("-poll-minutes", before.pollMinutes())));
    }

    private static List<ItemPath> paths(Call call, DataSource source, String option, List<ItemPath> before)
            throws BackupException {
        var paths = new ArrayList<ItemPath>();
        for (String typed : call.arguments().all(option)) {
            paths.add(source.parse(call.request().sourcePath(typed)));
        }
        return paths.isEmpty() ? before : paths;
    }
}
