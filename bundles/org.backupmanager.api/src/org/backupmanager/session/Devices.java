package org.backupmanager.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.CipherSuite;
import org.osgi.annotation.versioning.ProviderType;

/** Creates and opens devices, as a service. A home folder holds the local state of at most one device. */
@ProviderType
public interface Devices {

    /**
     * The home folder to use.
     *
     * @param asked what the person gave with {@code -home}; else {@code BACKUP_MANAGER_HOME} counts, else the place
     *        that the platform has for such state
     *        ({@code $XDG_STATE_HOME/backup-manager} on Linux)
     */
    Path home(Optional<Path> asked);

    /**
     * Home folders of the devices of this person, on this computer, whose setting {@code HttpServerPort} is that
     * number, as far as they were opened with it. Scripts of the Recovery Console name devices so.
     */
    default List<Path> homesAt(int port) {
        return List.of();
    }

    /**
     * Opens the device whose state is in this folder, if there is one. A register that is damaged or gone is rebuilt
     * from the storage. Where nothing is there but a {@code config.ini} that names a device, its storage and, as
     * {@code EncryptionKey}, the passphrase, the device is opened from the storage as {@link #join} does; the
     * passphrase is taken out of the file then.
     *
     * @throws BackupException {@code DEVICE_IN_USE}, {@code HOME_FAILED}, or what keeps the device from working
     */
    Optional<Device> open(Path home) throws BackupException;

    /**
     * Makes a new device and opens it.
     *
     * @throws BackupException {@code DEVICE_EXISTS} where the name is taken in the storage or the home has a device,
     *        {@code STORAGE_…}, {@code HOME_FAILED}
     */
    Device create(Path home, NewDevice device) throws BackupException;

    /**
     * Opens a device that exists in a storage, on a machine that need not have seen it before; its sessions come back
     * from the storage alone.
     *
     * @throws BackupException {@code DEVICE_MISSING}, {@code WRONG_PASSPHRASE}, {@code DEVICE_EXISTS} where the home
     *        has another device
     */
    Device join(Path home, String name, String storage, char[] passphrase, Progress progress) throws BackupException;

    /**
     * What a new device needs. The passphrase is the caller's: nobody keeps it, and the caller wipes it.
     *
     * @param name 1 to 64 characters out of {@code A-Z a-z 0-9 . _ -}; two names that differ in case only are the same
     * @param storage address of a storage that is there
     * @param cipher how slices are sealed
     * @param passphrase opens the device elsewhere; at least 1 character
     */
    record NewDevice(String name, String storage, CipherSuite cipher, char[] passphrase) {
    }
}
