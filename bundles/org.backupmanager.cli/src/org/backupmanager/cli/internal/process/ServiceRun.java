package org.backupmanager.cli.internal.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/**
 * The background process: holds the device and answers commands; with {@code -until-idle} it ends some seconds after
 * the last of them, without it takes up what an earlier process left undone.
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
        return Synopsis.hidden(NAME, Option.flag(UNTIL_IDLE));
    }

    @Override
    public int run(Call call) throws BackupException, InterruptedException {
        var door = new DeviceDoor(devices.get(), devices.get().home(call.parsed().home(call.request())));
        var end = new CountDownLatch(1);
        try (Device device = door.open();
                var stop = new StopSignal(() -> {
                    end.countDown();
                    device.close();
                })) {
            call.tell(Messages.text("process.serving", device.name(), device.home()));
            if (!call.arguments().has(UNTIL_IDLE)) {
                device.sessions().restartUndone();
            }
            do {
                serve(device, call.arguments().has(UNTIL_IDLE), end);
                // a session that was started in the last moment is not left alone
            } while (stop.isQuiet() && end.getCount() > 0 && !device.sessions().running().isEmpty());
        }
        return 0;
    }

    private void serve(Device device, boolean untilIdle, CountDownLatch end) throws BackupException, InterruptedException {
        try (ServedDevice served = server.get().serve(device, () -> {
            end.countDown();
            return true;
        })) {
            while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (untilIdle && served.quietMillis() > IDLE_MILLIS && device.sessions().running().isEmpty()) {
                    return;
                }
            }
        }
    }
}
