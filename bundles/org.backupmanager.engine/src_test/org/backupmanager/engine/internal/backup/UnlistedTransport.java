package org.backupmanager.engine.internal.backup;

import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.ForwardingTransport;

/** A storage whose listings fail. */
public final class UnlistedTransport extends ForwardingTransport {

    public UnlistedTransport(StorageTransport storage) {
        super(storage);
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        throw new BackupException(Code.STORAGE_FAILED, label(), "the connection broke");
    }
}
