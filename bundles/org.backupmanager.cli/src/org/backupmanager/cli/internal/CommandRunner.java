package org.backupmanager.cli.internal;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.ConsoleForm;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.DeviceCommand.Duration;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Outcome;
import org.backupmanager.cli.internal.grammar.Parsed;
import org.backupmanager.cli.internal.grammar.Parser;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.process.BackgroundProcess;
import org.backupmanager.cli.internal.process.CommandClient;
import org.backupmanager.cli.internal.process.DeviceDoor;
import org.backupmanager.cli.internal.process.ServiceStart;
import org.backupmanager.cli.internal.process.StopSignal;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.command.CommandHost.Serving;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/** Runs one command line: here, or in the process that holds the device. */
final class CommandRunner {

    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 100;

    private final CommandTable table;
    private final Supplier<Devices> devices;
    private final BackgroundProcess background;
    private final String version;

    /** @param version what {@code -version} prints */
    CommandRunner(CommandTable table, Supplier<Devices> devices, BackgroundProcess background, String version) {
        this.table = table;
        this.devices = devices;
        this.background = background;
        this.version = version;
    }

    /** Runs it and returns the exit code. */
    int run(Request typed, OutputStream out, OutputStream err) {
        var output = new Output(out, err, typed.style());
        return Outcome.of(output, () -> {
            Request request = new ConsoleForm(port -> devices.get().homesAt(port)).usual(typed);
            Parsed parsed = new Parser(table.commands(), Help.NAME).parse(request.arguments());
            if (parsed.arguments().has(Globals.VERSION)) {
                output.line(version);
                return 0;
            }
            var call = new Call(request, parsed, output, Holding.COMMAND);
            return switch (parsed.command()) {
                case LocalCommand command -> command.run(call);
                case ServiceStart command -> command.run(call, background);
                case DeviceCommand command -> withDevice(command, call, out, err);
                default -> throw new IllegalStateException("neither local nor for a device: " + parsed.command());
            };
        });
    }

    private int withDevice(DeviceCommand command, Call call, OutputStream out, OutputStream err)
            throws BackupException, UsageException, InterruptedException {
        try {
            return onDevice(command, call, out, err);
        } catch (BackupException failed) {
            return command.unopened(call, failed);
        }
    }

    private int onDevice(DeviceCommand command, Call call, OutputStream out, OutputStream err)
            throws BackupException, UsageException, InterruptedException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        var client = new CommandClient(home);
        if (Files.isDirectory(home) && !Files.isExecutable(home)) {
            // else it would look as if nobody held the device
            throw new BackupException(Code.HOME_FAILED, home, Messages.text("process.denied"));
        }
        Duration duration = command.duration(call.arguments());
        for (int i = 1;; i++) {
            Optional<Integer> answer = client.ask(call.request(), out, err);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (duration == Duration.ELSEWHERE) {
                return command.nobody(call);
            }
            try {
                if (duration != Duration.BEYOND_CALL) {
                    return here(command, call, home);
                }
                Optional<Integer> failed = inBackground(call, home);
                if (failed.isPresent()) {
                    return failed.get();
                }
            } catch (BackupException failed) {
                // whoever took the device meanwhile answers now
                if (failed.code() != Code.DEVICE_IN_USE || i >= TRIES || !client.someoneListens()) {
                    throw failed;
                }
            }
            if (i > TRIES) {
                throw new BackupException(Code.DEVICE_IN_USE, home, Messages.text("process.silent"));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private Optional<Integer> inBackground(Call call, Path home) throws BackupException, InterruptedException {
        if (!Files.isDirectory(home)) {
            throw new BackupException(Code.NO_DEVICE, home);
        }
        return background.start(home, call.output());
    }

    private int here(DeviceCommand command, Call call, Path home)
            throws BackupException, UsageException, InterruptedException {
        boolean workIsLeft = false;
        try (Device device = new DeviceDoor(devices.get(), home).open()) {
            if (command.duration(call.arguments()) == Duration.INSTANT) {
                return command.run(call, device);
            }
            try (var stop = new StopSignal(() -> stop(call, device));
                    Serving serving = table.server().serve(device, Holding.COMMAND)) {
                int exit = command.run(call, device);
                workIsLeft = stop.isQuiet() && device.idleWork().isDue();
                return exit;
            }
        } finally {
            // not by this process, whose caller waits for a session and not for that
            if (workIsLeft) {
                background.leave(home);
            }
        }
    }

    private static void stop(Call call, Device device) {
        if (call.output().style().isTerminal()) {
            call.output().clear();
        }
        call.output().error(Messages.text("process.stopping"));
        device.close();
    }
}
