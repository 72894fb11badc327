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
     * @throws BackupException {@code REGISTER_DAMAGED} where it cannot be used; the caller may delete the folder and rebuild it from the storage
     */
    BackupRegister open(Path folder) throws BackupException;
}
