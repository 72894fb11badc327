package org.backupmanager.cli.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/**
 * Stops the service, or a background process, and waits until the device is free; sessions that run are Interrupted.
 */
public final class ServiceStop implements LocalCommand {

    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_MILLIS = 100;

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
        var request = new Request(List.of(Shutdown.NAME), home, call.request().zone(), call.request().style());
        var why = new ByteArrayOutputStream();
        Optional<Integer> answer = new CommandClient(home).ask(request, OutputStream.nullOutputStream(), why);
        if (answer.isEmpty()) {
            call.tell(Messages.text("process.none"));
            return 0;
        }
        if (answer.get() != 0 && answer.get() != CommandClient.ENDED_EARLY) {
            call.output().error(why.toString(StandardCharsets.UTF_8).strip());
            return answer.get();
        }
        awaitFree(home);
        call.tell(Messages.text("service.stopped"));
        return 0;
    }

    /** The process ends its sessions after it has answered. */
    private void awaitFree(Path home) throws BackupException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Device free = devices.get().open(home).orElseThrow(() -> new BackupException(Code.NO_DEVICE, home))) {
                return;
            } catch (BackupException held) {
                if (held.code() != Code.DEVICE_IN_USE || System.nanoTime() > until) {
                    throw held;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
