package org.backupmanager.cli.internal.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/**
 * The service: holds the device for all and answers commands and workbenches until it is stopped; waits where there is
 * no device yet, or another process holds it. With {@code -until-idle} it is the background process of one session: it
 * waits for nothing, and ends some seconds after the last call.
 */
public final class ServiceRun implements LocalCommand {

    static final String NAME = "control.service.run";
    static final String UNTIL_IDLE = "-until-idle";

    private static final long IDLE_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 250;

    private final Supplier<Devices> devices;
    private final Supplier<CommandServer> server;

    public ServiceRun(Supplier<Devices> devices, Supplier<CommandServer> server) {
        this.devices = devices;
        this.server = server;
    }

    @Override
    public Synopsis synopsis() {
        return Synopsis.of(NAME, Option.flag(UNTIL_IDLE).secret());
    }

    @Override
    public int run(Call call) throws BackupException, InterruptedException {
        Path home = devices.get().home(call.parsed().home(call.request()));
        var end = new CountDownLatch(1);
        boolean untilIdle = call.arguments().has(UNTIL_IDLE);
        try (var waiting = new StopSignal(end::countDown)) {
            Optional<Device> opened = untilIdle ? Optional.of(new DeviceDoor(devices.get(), home).open())
                    : patiently(home, end, call);
            if (opened.isEmpty()) {
                return 0;
            }
            hold(opened.get(), untilIdle, end, call);
        }
        return 0;
    }

    /** Opens the device as soon as that can be; empty where this process is told to end before. */
    private Optional<Device> patiently(Path home, CountDownLatch end, Call call)
            throws BackupException, InterruptedException {
        String told = "";
        do {
            String why;
            try {
                Optional<Device> device = devices.get().open(home);
                if (device.isPresent()) {
                    return device;
                }
                why = new BackupException(Code.NO_DEVICE, home).getMessage();
            } catch (BackupException failed) {
                if (failed.code() != Code.DEVICE_IN_USE) {
                    throw failed;
                }
                why = failed.getMessage();
                CommandServer.releaseForService(home);
            }
            if (!why.equals(told)) {
                call.tell(Messages.text("process.waiting", why));
                told = why;
            }
        } while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        return Optional.empty();
    }

    private void hold(Device device, boolean untilIdle, CountDownLatch end, Call call)
            throws BackupException, InterruptedException {
        try (device; var stop = new StopSignal(() -> {
            end.countDown();
            device.close();
        })) {
            call.tell(Messages.text("process.serving", device.name(), device.home()));
            if (!untilIdle) {
                device.sessions().restartUndone();
                device.plans().schedules().obey();
                device.reporting().publish();
            }
            device.idleWork().begin();
            do {
                serve(device, untilIdle, end);
                // a session that was started in the last moment is not left alone
            } while (stop.isQuiet() && end.getCount() > 0 && isBusy(device));
        }
        call.tell(Messages.text("process.ended", device.name()));
    }

    /** A process that ends by itself does so when nothing is left to do. */
    private static boolean isBusy(Device device) {
        return !device.sessions().running().isEmpty() || device.cleanUp().isRunning()
                || device.idleWork().isRunning();
    }

    private void serve(Device device, boolean untilIdle, CountDownLatch end)
            throws BackupException, InterruptedException {
        var holding = new Holding(untilIdle ? Holding.Kind.BACKGROUND : Holding.Kind.SERVICE, () -> {
            end.countDown();
            return true;
        });
        try (ServedDevice served = server.get().serve(device, holding)) {
            while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (untilIdle && served.quietMillis() > IDLE_MILLIS && !isBusy(device)) {
                    return;
                }
            }
        }
    }
}
