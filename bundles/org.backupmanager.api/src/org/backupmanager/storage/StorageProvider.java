package org.backupmanager.storage;

import java.util.List;

import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/** Offers one kind of storage, as a service. */
@ConsumerType
public interface StorageProvider {

    /** How addresses of this kind begin, such as {@code file:}; for messages. */
    List<String> schemes();

    /** Whether this address is of this kind; looks at its text only. */
    boolean accepts(String address);

    /**
     * Opens a storage that is there already.
     *
     * @param address as {@link #accepts accepted}
     * @throws BackupException {@code STORAGE_MISSING} or {@code STORAGE_DENIED}
     */
    StorageTransport open(String address) throws BackupException;

    /** The address in full, as it is kept with the device: a relative folder becomes absolute, for instance. */
    String absolute(String address);
}
