package org.backupmanager.engine.internal.limits;

import org.backupmanager.pipeline.Gate;
import org.backupmanager.storage.StorageDecorator;
import org.backupmanager.storage.StorageTransport;

/** A storage that may have its callers wait: for limits of speed, or for a storage that does not work at the moment. */
public interface PatientTransport extends StorageDecorator {

    /**
     * The same storage for somebody who may cancel: nothing begins after that, and no wait outlasts it.
     *
     * @param gate asked before each call, and again and again while one waits
     */
    StorageTransport within(Gate gate);

    /** That for any storage; one that never waits stays as it is. */
    static StorageTransport within(StorageTransport storage, Gate gate) {
        return storage instanceof PatientTransport patient ? patient.within(gate) : storage;
    }
}
