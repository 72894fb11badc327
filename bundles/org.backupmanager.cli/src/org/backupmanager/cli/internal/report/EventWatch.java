package org.backupmanager.cli.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Devices;

/**
 * Prints what happens to sessions, a JSON object a line, until it is ended. It reads what the process that has the
 * device writes, whichever that is, so that it holds nothing up and misses nothing when one process follows another.
 */
public final class EventWatch implements LocalCommand {

    private static final String FILE = "events.jsonl";
    private static final String LAST = "-last";
    private static final long LOOK_MILLIS = 100;

    private final Supplier<Devices> devices;

    public EventWatch(Supplier<Devices> devices) {
        this.devices = devices;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.event.watch", Option.value(LAST, Kind.NUMBER).otherwise("0"));
    }

    @Override
    public int run(Call call) throws BackupException, IOException, InterruptedException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        if (!Files.isDirectory(home)) {
            throw new BackupException(Code.NO_DEVICE, home);
        }
        try (var tail = new EventTail(home.resolve(FILE))) {
            tail.last(call.arguments().number(LAST)).forEach(call.output()::lineNow);
            while (!call.output().isBroken()) {
                tail.more().forEach(call.output()::lineNow);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        return 0;
    }
}
