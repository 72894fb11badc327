package org.backupmanager.itest.ui.demo;

import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Progress;

/** Devices that keep nothing, to look at every page with data and without; the name of the home folder says which. */
public final class DemoDevices implements Devices {

    @Override
    public Path home(Optional<Path> asked) {
        return asked.orElse(Path.of("/var/lib/backup-manager"));
    }

    @Override
    public Optional<Device> open(Path home) throws BackupException {
        return switch (home.getFileName().toString()) {
            case "first" -> Optional.empty();
            case "used" -> throw new BackupException(Code.DEVICE_IN_USE, "files-01", "process 4711, clienttool");
            case "empty" -> Optional.of(new DemoDevice(home, DemoDevice.Story.EMPTY));
            case "running" -> Optional.of(new DemoDevice(home, DemoDevice.Story.RUNNING));
            case "errors" -> Optional.of(new DemoDevice(home, DemoDevice.Story.ERRORS));
            default -> Optional.of(new DemoDevice(home, DemoDevice.Story.GOOD));
        };
    }

    @Override
    public Device create(Path home, NewDevice device) throws BackupException {
        if (device.name().equalsIgnoreCase("files-01")) {
            throw new BackupException(Code.DEVICE_EXISTS, device.name(), device.storage());
        }
        return new DemoDevice(home, DemoDevice.Story.EMPTY);
    }

    @Override
    public Device join(Path home, String name, String storage, char[] passphrase, Progress progress)
            throws BackupException {
        if (passphrase.length < 5) {
            throw new BackupException(Code.WRONG_PASSPHRASE, name);
        }
        return new DemoDevice(home, DemoDevice.Story.GOOD);
    }

    /** The cipher of every demo device. */
    static CipherSuite cipher() {
        return CipherSuite.AES_128;
    }
}
