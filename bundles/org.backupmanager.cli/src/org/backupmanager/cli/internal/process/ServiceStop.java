package org.backupmanager.cli.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Devices;

/**
 * Stops the service, or a background process, and waits until it has ended; sessions that run are Interrupted.
 */
public final class ServiceStop implements LocalCommand {

    private static final long PATIENCE_SECONDS = 60;

    private final Supplier<Devices> devices;

    public ServiceStop(Supplier<Devices> devices) {
        this.devices = devices;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.service.stop");
    }

    @Override
    public int run(Call call) throws BackupException, InterruptedException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        Optional<ProcessHandle> process = new Holder(home).process();
        if (process.isEmpty()) {
            call.tell(Messages.text("process.none"));
            return 0;
        }
        var request = new Request(List.of(Shutdown.NAME), home, call.request().zone(), call.request().style());
        var refusal = new ByteArrayOutputStream();
        Optional<Integer> answer = new CommandClient(home).ask(request, OutputStream.nullOutputStream(), refusal);
        if (answer.filter(code -> code != 0 && code != CommandClient.ENDED_EARLY).isPresent()) {
            call.output().error(refusal.toString(StandardCharsets.UTF_8).strip());
            return answer.get();
        }
        if (!ended(process.get())) {
            String why = Messages.text("service.lasts", Long.toString(process.get().pid()));
            throw new BackupException(Code.DEVICE_IN_USE, home, why);
        }
        call.tell(Messages.text("service.stopped"));
        return 0;
    }

    /** A process ends its sessions after it has answered. */
    private static boolean ended(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException lasts) {
            return !process.isAlive();
        }
    }
}
