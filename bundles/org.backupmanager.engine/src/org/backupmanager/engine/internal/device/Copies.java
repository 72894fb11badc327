package org.backupmanager.engine.internal.device;

import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageTransport;

/**
 * Second copies of a storage.
 *
 * @param storages that are installed
 */
record Copies(Storages storages) {

    /** The copy at that address, open; refused where it does not hold this very device. */
    StorageTransport open(String address, Depot depot) throws BackupException {
        StorageTransport copy = storages.open(storages.absolute(address));
        boolean fits = false;
        try {
            if (!copy.exists(depot.names().vault())) {
                throw new BackupException(Code.DEVICE_MISSING, depot.vault().device(), copy.label());
            }
            depot.vault().check(new StoredObjects(depot.names(), copy).read(depot.names().vault()));
            fits = true;
            return copy;
        } finally {
            if (!fits) {
                copy.close();
            }
        }
    }
}
