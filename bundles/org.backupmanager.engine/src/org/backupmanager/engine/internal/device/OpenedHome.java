package org.backupmanager.engine.internal.device;

import org.backupmanager.engine.internal.home.DeviceLog;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.limits.Throttle;
import org.backupmanager.engine.internal.stored.Depot;

/**
 * A home that this process holds, with the stored side of its device.
 *
 * @param home the folder
 * @param address of the storage, in full
 * @param depot the stored side
 * @param throttle that keeps the storage to the limits of speed, which it has
 * @param log of the home
 */
public record OpenedHome(Home home, String address, Depot depot, Throttle throttle, DeviceLog log)
        implements AutoCloseable {

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
