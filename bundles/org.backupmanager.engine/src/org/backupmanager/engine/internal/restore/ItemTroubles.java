package org.backupmanager.engine.internal.restore;

import java.io.IOException;

import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.RestoreTarget.NoRoomException;

/**
 * What goes wrong with single items of a restore: told and gone on, but for a target that is full, which ends the
 * session.
 */
public final class ItemTroubles {

    private final TroubleLog log;
    private final String place;

    ItemTroubles(TroubleLog log, String place) {
        this.log = log;
        this.place = place;
    }

    /** An item could not be written, or not with all its attributes. */
    void add(Item item, IOException cause) throws BackupException {
        switch (cause) {
            case NoRoomException full -> throw new BackupException(Code.TARGET_FULL, place, full.getMessage())
                    .because(full);
            case AttributeLostException lost -> log.add(item.path(), Code.ATTRIBUTE_LOST, Severity.WARNING,
                    lost.attribute(),
                    lost.getMessage());
            default -> log.add(item.path(), Code.ITEM_UNWRITABLE, Severity.ERROR, cause.getMessage());
        }
    }

    /** An item needs a slice that cannot be had. */
    void damaged(Item item, String cabinet, BackupException cause) {
        log.add(item.path(), Code.ITEM_DAMAGED, Severity.ERROR, cabinet, cause.getMessage());
    }

    void flush() throws BackupException {
        log.flush();
    }
}
