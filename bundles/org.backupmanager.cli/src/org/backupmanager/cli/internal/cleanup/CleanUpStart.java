package org.backupmanager.cli.internal.cleanup;

import java.time.InstantSource;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Amount;
import org.backupmanager.session.CleanUp.Outcome;
import org.backupmanager.session.Device;

/** Purges what was in quarantine long enough, and takes to quarantine what no session needs. */
public final class CleanUpStart implements DeviceCommand {

    private static final String PREVIEW = "-preview";
    private static final String WAIT = "-wait";

    private final InstantSource clock;

    public CleanUpStart(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.cleanup.start", Option.flag(PREVIEW), Option.flag(WAIT));
    }

    @Override
    public Duration duration(Arguments arguments) {
        return waits(arguments) ? Duration.LONG : Duration.BEYOND_CALL;
    }

    private static boolean waits(Arguments arguments) {
        return arguments.has(PREVIEW) || arguments.has(WAIT);
    }

    @Override
    public int run(Call call, Device device) throws BackupException {
        if (!waits(call.arguments())) {
            device.cleanUp().start();
            call.tell(Messages.text("cleanup.started"));
            return 0;
        }
        try (var progress = new CleanUpProgress(call.output(), clock)) {
            Outcome outcome = device.cleanUp().run(call.arguments().has(PREVIEW), progress);
            progress.close();
            print(call, outcome);
        }
        return 0;
    }

    private static void print(Call call, Outcome outcome) {
        String how = outcome.preview() ? "cleanup.would." : "cleanup.did.";
        call.output().lineNow(Messages.text(how + "title"));
        call.output().lineNow(Messages.text(how + "purged", outcome.purged().isEmpty() ? "-"
                : Sessions.words(outcome.purged())));
        amount(call, how + "freed", outcome.freed());
        amount(call, how + "unneeded", outcome.unneeded());
        amount(call, how + "rewritten", outcome.rewritten(), call.size(outcome.copied()));
        amount(call, "cleanup.kept", outcome.kept());
        amount(call, "cleanup.waiting", outcome.waiting());
        if (!outcome.waitingFor().isEmpty()) {
            call.output().lineNow(Messages.text("cleanup.waitingFor", String.join(", ", outcome.waitingFor())));
        }
        outcome.warnings().forEach(call.output()::lineNow);
    }

    private static void amount(Call call, String key, Amount amount, Object... more) {
        var arguments = new Object[2 + more.length];
        arguments[0] = call.count(amount.cabinets());
        arguments[1] = call.size(amount.bytes());
        System.arraycopy(more, 0, arguments, 2, more.length);
        call.output().lineNow(Messages.text(key, arguments));
    }
}
