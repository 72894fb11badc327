package org.backupmanager.cli.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.plan.Fate;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Shows which sessions would go and which stay, and why; with rules given, as if these were set. */
public final class RetentionPreview implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.retention.preview",
                RetentionOptions.all(Option.value("-datasource", Kind.SOURCE))).printing(Column.number("ID"),
                        Column.text("DSRC"), Column.text("STATE"), Column.text("START"), Column.text("FATE"),
                        Column.text("REASON"));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        Optional<String> asked = call.arguments().find("-datasource");
        Optional<String> only = asked.isPresent() ? Optional.of(device.source(asked.get()).id()) : Optional.empty();
        List<Fate> fates = device.plans().retention().preview(others(new Given(call), device)).stream()
                .filter(fate -> only.isEmpty() || only.get().equals(fate.session().source())).toList();
        try (Table table = call.table()) {
            fates.forEach(fate -> table.row(fate.session().id().toString(), fate.session().source(),
                    fate.session().state().word(), call.time(fate.session().start()), fate.kept() ? "Keep" : "Remove",
                    fate.kept() ? reasons(fate) : "NoRule"));
        }
        call.tell(Messages.text("retention.preview", fates.stream().filter(Fate::kept).count(),
                fates.stream().filter(fate -> !fate.kept()).count()));
        return 0;
    }

    private static Map<String, RetentionPolicy> others(Given given, Device device) throws UsageException {
        Map<String, RetentionPolicy> others = new TreeMap<>();
        if (RetentionOptions.given(given)) {
            RetentionPolicy tried = RetentionOptions.read(given, RetentionPolicy.EVERYTHING);
            for (DataSource source : device.sources()) {
                others.put(source.id(), tried);
            }
        }
        return others;
    }

    private static String reasons(Fate fate) {
        List<String> words = new ArrayList<>();
        for (Fate.Reason reason : fate.reasons()) {
            words.add(reason.number() == 0 ? reason.why().word() : reason.why().word() + ":" + reason.number());
        }
        return String.join(",", words);
    }
}
