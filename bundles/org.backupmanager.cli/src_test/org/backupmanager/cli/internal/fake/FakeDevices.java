package org.backupmanager.cli.internal.fake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Progress;

/** One home with one device, or none yet. */
public final class FakeDevices implements Devices {

    private final Path home;
    private final FakeDevice device;
    private String passphrase = "";
    private boolean exists = true;

    public FakeDevices(Path home, FakeDevice device) {
        this.home = home;
        this.device = device;
    }

    /** As on a new machine. */
    public void forget() {
        exists = false;
    }

    /** What a device was made or opened with. */
    public String passphrase() {
        return passphrase;
    }

    @Override
    public Path home(Optional<Path> asked) {
        return asked.orElse(home);
    }

    /** Two devices have 5002. */
    @Override
    public List<Path> homesAt(int port) {
        Optional<String> own = Optional.ofNullable(device.settings().get("HttpServerPort"));
        if (port == 5002) {
            return List.of(Path.of("/homes/one"), Path.of("/homes/two"));
        }
        return own.filter(Integer.toString(port)::equals).map(number -> List.of(home)).orElse(List.of());
    }

    @Override
    public Optional<Device> open(Path folder) {
        device.reopen();
        return exists ? Optional.of(device) : Optional.empty();
    }

    @Override
    public Device create(Path folder, NewDevice wanted) throws BackupException {
        if (exists) {
            throw new BackupException(Code.DEVICE_EXISTS, wanted.name(), wanted.storage());
        }
        passphrase = new String(wanted.passphrase());
        return device;
    }

    @Override
    public Device join(Path folder, String name, String storage, char[] typed,
            Progress progress) throws BackupException {
        passphrase = new String(typed);
        if (!passphrase.equals("right horse")) {
            throw new BackupException(Code.WRONG_PASSPHRASE, name);
        }
        return device;
    }
}
