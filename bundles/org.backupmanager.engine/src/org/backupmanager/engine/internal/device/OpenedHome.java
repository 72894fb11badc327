package org.backupmanager.engine.internal.device;

import org.backupmanager.engine.internal.home.DeviceLog;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.stored.Depot;

/**
 * A home that this process holds, with the stored side of its device.
 *
 * @param home the folder
 * @param address of the storage, in full
 * @param depot the stored side
 * @param log of the home
 */
public record OpenedHome(Home home, String address, Depot depot, DeviceLog log) implements AutoCloseable {

    /** Closes in the order of need: whoever uses something goes first. */
    @Override
    public void close() {
        depot.register().close();
        depot.storage().close();
        depot.vault().close();
        log.close();
        home.close();
    }
}
