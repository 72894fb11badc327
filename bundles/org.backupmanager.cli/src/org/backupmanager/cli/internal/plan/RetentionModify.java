package org.backupmanager.cli.internal.plan;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.Retention;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.source.DataSource;

/** Sets how long sessions of data sources are kept; what is not given stays as it is. */
public final class RetentionModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.retention.modify",
                RetentionOptions.all(Option.value("-datasource", Kind.SOURCE).needed()));
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        var given = new Given(call);
        if (!RetentionOptions.given(given)) {
            throw new UsageException("retention.nothing");
        }
        Retention retention = device.plans().retention();
        for (DataSource source : sources(call.arguments().get("-datasource"), device)) {
            RetentionPolicy policy = RetentionOptions.read(given,
                    retention.policies().getOrDefault(source.id(), RetentionPolicy.EVERYTHING));
            retention.set(source.id(), policy);
            call.tell(policy.keepsEverything() ? Messages.text("retention.now.everything", source.label())
                    : Messages.text("retention.now", source.label(), policy.last(), policy.days(), policy.weeks(),
                            policy.months(), policy.years()));
        }
        return 0;
    }

    private static List<DataSource> sources(String word, Device device) throws BackupException {
        return word.equalsIgnoreCase(PlanWords.ALL) ? device.sources() : List.of(device.source(word));
    }
}
