package org.backupmanager.engine.internal;

/**
 * A home that this process holds, with the stored side of its device.
 *
 * @param home the folder
 * @param address of the storage, in full
 * @param depot the stored side
 * @param log of the home
 */
record OpenedHome(Home home, String address, Depot depot, DeviceLog log) implements AutoCloseable {

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
