package org.backupmanager.storage;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** An object that was asked for is not in the storage. */
public final class ObjectMissingException extends BackupException {

    private static final long serialVersionUID = 1L;

    public ObjectMissingException(ObjectName name, String storage) {
        super(Code.OBJECT_MISSING, name, storage);
    }
}
