package org.backupmanager.testkit;

import org.backupmanager.storage.StorageTransport;

class MemoryTransportTest implements StorageTransportContract {

    private final MemoryTransport storage = new MemoryTransport();

    @Override
    public StorageTransport open() {
        return storage;
    }
}
