package org.backupmanager.ui.internal;

import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.backupmanager.command.CommandHost;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/**
 * The device of the home folder: opened by this process, which then answers for it, or reached through the process that
 * holds it.
 */
final class OpenHome implements AutoCloseable {

    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Supplier<Optional<CommandHost>> host;
    private final Supplier<Optional<DeviceLinks>> links;
    private Optional<CommandHost.Serving> serving = Optional.empty();

    OpenHome(Supplier<Optional<CommandHost>> host, Supplier<Optional<DeviceLinks>> links) {
        this.host = host;
        this.links = links;
    }

    /**
     * Opens the device, or reaches it where another process holds it. A process that has it for an instant is waited
     * for; a background process that has nothing to do gives it up first.
     */
    Optional<Held> open(Devices devices, Path home) throws BackupException, InterruptedException {
        for (int i = 1;; i++) {
            try {
                return devices.open(home).map(device -> new Held(device, Optional.empty()));
            } catch (BackupException problem) {
                if (problem.code() != Code.DEVICE_IN_USE) {
                    throw problem;
                }
                if (host.get().isEmpty() || !host.get().get().release(home)) {
                    Optional<Held> reached = reach(home);
                    if (reached.isPresent()) {
                        return reached;
                    }
                }
                if (i >= TRIES) {
                    throw problem;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** The device as the process that holds it offers it; empty where none answers. */
    Optional<Held> reach(Path home) throws BackupException {
        if (links.get().isEmpty()) {
            return Optional.empty();
        }
        Optional<SocketChannel> peer = host.get().flatMap(found -> found.dial(home));
        if (peer.isEmpty()) {
            return Optional.empty();
        }
        var link = links.get().get().open(peer.get());
        return Optional.of(new Held(link.device(), Optional.of(link)));
    }

    /**
     * From now on schedules are obeyed, and commands typed elsewhere, and other windows, are answered with this device;
     * where that cannot be, the window works all the same.
     */
    void serve(Device device, CommandHost.HandOver handOver) {
        close();
        try {
            device.plans().schedules().obey();
            device.reporting().publish();
            device.idleWork().begin();
            serving = host.get().isPresent() ? Optional.of(host.get().get().serve(device, handOver)) : Optional.empty();
        } catch (BackupException problem) {
            System.getLogger(OpenHome.class.getName()).log(System.Logger.Level.WARNING, problem.getMessage(), problem);
        }
    }

    /** Commands are answered no more; called before the device is closed. */
    @Override
    public void close() {
        serving.ifPresent(CommandHost.Serving::close);
        serving = Optional.empty();
    }
}
