package org.backupmanager.cli.internal.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Devices;

/** Starts the service as a process of its own, for machines without systemd and for plain users. */
public final class ServiceStart implements Command {

    private static final long PATIENCE_SECONDS = 20;

    private final Supplier<Devices> devices;

    public ServiceStart(Supplier<Devices> devices) {
        this.devices = devices;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.service.start");
    }

    /** Starts it by this. */
    public int run(Call call, BackgroundProcess background) throws BackupException, InterruptedException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        if (!Files.isDirectory(home)) {
            throw new BackupException(Code.NO_DEVICE, home);
        }
        var holder = new Holder(home);
        if (holder.is(Holding.Kind.SERVICE)) {
            call.tell(Messages.text("service.runs"));
            return 0;
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Optional<Integer> failed = background.start(home, List.of(),
                () -> holder.is(Holding.Kind.SERVICE) || System.nanoTime() > until, call.output());
        if (failed.isEmpty()) {
            call.tell(Messages.text(holder.is(Holding.Kind.SERVICE) ? "service.started" : "service.waits",
                    home.resolve(BackgroundProcess.LOG)));
        }
        return failed.orElse(0);
    }
}
