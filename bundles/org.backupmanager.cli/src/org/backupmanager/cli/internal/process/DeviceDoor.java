package org.backupmanager.cli.internal.process;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;

/** Opens the device of a home folder; where another process has it for an instant, after that. */
public final class DeviceDoor {

    private static final long PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 40;

    private final Devices devices;
    private final Path home;

    public DeviceDoor(Devices devices, Path home) {
        this.devices = devices;
        this.home = home;
    }

    /**
     * Opens the device.
     *
     * @throws BackupException {@code NO_DEVICE}; {@code DEVICE_IN_USE} where it is held by a process that listens, or
     * for long
     */
    public Device open() throws BackupException, InterruptedException {
        var client = new CommandClient(home);
        for (long waited = 0;; waited += PAUSE_MILLIS) {
            try {
                return devices.open(home).orElseThrow(() -> new BackupException(Code.NO_DEVICE, home));
            } catch (BackupException failed) {
                if (failed.code() != Code.DEVICE_IN_USE || waited >= PATIENCE_MILLIS || client.someoneListens()) {
                    throw failed;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
