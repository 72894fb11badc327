package org.backupmanager.testkit;

import org.backupmanager.storage.StorageDecorator;
import org.backupmanager.storage.StorageTransport;

/** A storage that hands every call on to another one; a test changes the call that it is about. */
public class ForwardingTransport implements StorageDecorator {

    private final StorageTransport target;

    /** @param target gets the calls */
    public ForwardingTransport(StorageTransport target) {
        this.target = target;
    }

    @Override
    public StorageTransport target() {
        return target;
    }
}
