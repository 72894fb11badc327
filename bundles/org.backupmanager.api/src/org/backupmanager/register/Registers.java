package org.backupmanager.register;

import java.nio.file.Path;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/** Opens Backup Registers, as a service; several can be open at once. */
@ProviderType
public interface Registers {

    /**
     * Opens the register in this folder, or makes an empty one where there is none.
     *
     * @throws BackupException {@code REGISTER_DAMAGED} where it cannot be used; the caller may delete the folder and
     *        rebuild it from the storage.
     * {@code DEVICE_IN_USE} where somebody else has it open, {@code FORMAT_UNKNOWN} where a newer version made it,
     * {@code HOME_FAILED} where the
     *         folder cannot be written: there the register is as good as before
     */
    BackupRegister open(Path folder) throws BackupException;
}
