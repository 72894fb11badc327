package org.backupmanager.engine.internal.cleanup;

import java.util.Optional;

import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.ForwardingTransport;

/** A storage that is used as whoever calls sees it: each thread by its own view. */
class Routed extends ForwardingTransport {

    static final InheritableThreadLocal<StorageTransport> VIEW = new InheritableThreadLocal<>();

    Routed(StorageTransport plain) {
        super(plain);
    }

    @Override
    public StorageTransport target() {
        return Optional.ofNullable(VIEW.get()).orElse(super.target());
    }

    @Override
    public void close() {
        // the storage is everybody's
    }
}
