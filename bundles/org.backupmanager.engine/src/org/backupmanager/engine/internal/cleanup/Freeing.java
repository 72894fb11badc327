package org.backupmanager.engine.internal.cleanup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Amount;
import org.backupmanager.session.Progress;
import org.backupmanager.storage.ObjectMissingException;

/**
 * Ends the quarantine of cabinets: each is either removed for good or free again, and then the entry goes. For one
 * thread.
 */
final class Freeing {

    private final Depot depot;
    private final SliceMarks needed;
    private final boolean preview;
    private final Progress progress;
    private Amount freed = Amount.NONE;
    private Amount kept = Amount.NONE;
    private Amount waiting = Amount.NONE;

    /**
     * @param depot of the device
     * @param needed by any root that is there
     * @param preview whether to change nothing
     * @param progress asked before each cabinet
     */
    Freeing(Depot depot, SliceMarks needed, boolean preview, Progress progress) {
        this.depot = depot;
        this.needed = needed;
        this.preview = preview;
        this.progress = progress;
    }

    /**
     * Ends an entry that every home has acknowledged.
     *
     * @param mayFree whether what is needed may be relied on again; the entry of a dead home stays until nothing of it
     *        is needed, since that home may still be about to remove something
     */
    void end(Removal tombstone, boolean mayFree, PurgedBook purged) throws BackupException {
        List<CabinetId> going = new ArrayList<>();
        boolean all = true;
        for (CabinetId cabinet : tombstone.cabinets()) {
            OptionalInt number = depot.register().number(cabinet);
            if (number.isPresent() && isNeeded(number.getAsInt())) {
                kept = kept.plus(size(cabinet));
                all = false;
            } else {
                freed = freed.plus(size(cabinet));
                going.add(cabinet);
            }
        }
        if (!preview) {
            remove(going, purged);
            if (all || mayFree) {
                depot.storage().delete(tombstone.object(depot.names()));
            }
        }
    }

    private boolean isNeeded(int number) {
        return !needed.knows(number) || needed.marked(number) > 0;
    }

    /** Others learn of it by the list, which is there before the entry goes. */
    private void remove(List<CabinetId> going, PurgedBook purged) throws BackupException {
        for (CabinetId cabinet : going) {
            progress.checkCancelled();
            depot.storage().delete(depot.names().cabinet(cabinet));
        }
        for (CabinetId cabinet : going) {
            depot.register().number(cabinet).ifPresent(depot.damages()::remove);
            depot.register().remove(cabinet);
        }
        if (!going.isEmpty()) {
            depot.damages().save();
            purged.add(List.of(), going);
        }
    }

    /** An entry that stays as it is. */
    void leave(Removal tombstone) throws BackupException {
        for (CabinetId cabinet : tombstone.cabinets()) {
            waiting = waiting.plus(size(cabinet));
        }
    }

    private long size(CabinetId cabinet) throws BackupException {
        try {
            return depot.storage().size(depot.names().cabinet(cabinet));
        } catch (ObjectMissingException gone) {
            return 0;
        }
    }

    Amount freed() {
        return freed;
    }

    Amount kept() {
        return kept;
    }

    Amount waiting() {
        return waiting;
    }
}
