package org.backupmanager.ui.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.command.CommandHost;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/**
 * The device of the home folder while the window has it: the command line of the same person reaches it through this
 * process.
 */
final class OpenHome implements AutoCloseable {

    private final Supplier<Optional<CommandHost>> host;
    private Optional<CommandHost.Serving> serving = Optional.empty();

    OpenHome(Supplier<Optional<CommandHost>> host) {
        this.host = host;
    }

    /** Opens the device; a background process that has nothing to do gives it up first. */
    Optional<Device> open(Devices devices, Path home) throws BackupException {
        try {
            return devices.open(home);
        } catch (BackupException problem) {
            if (problem.code() == Code.DEVICE_IN_USE && host.get().map(found -> found.release(home)).orElse(false)) {
                return devices.open(home);
            }
            throw problem;
        }
    }

    /**
     * From now on commands typed elsewhere are answered with this device; where that cannot be, the window works all
     * the same.
     */
    void serve(Device device) {
        close();
        try {
            serving = host.get().isPresent() ? Optional.of(host.get().get().serve(device)) : Optional.empty();
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
