package org.backupmanager.pipeline;

import org.backupmanager.model.Code;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.session.BackupException;

/** Says which object is damaged, and how. */
final class Damaged {

    private Damaged() {
    }

    /** The bad news about an object. */
    static BackupException object(Object name, Damage damage) {
        return new BackupException(damage.isUnknown() ? Code.FORMAT_UNKNOWN : Code.OBJECT_DAMAGED, name,
                damage.getMessage());
    }
}
