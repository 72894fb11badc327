package org.backupmanager.engine.internal.verify;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.Troubles;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.pipeline.ParityDecoder;
import org.backupmanager.pipeline.ParityGroup;
import org.backupmanager.session.BackupException;

/** Checks parity groups: that each manifest opens, and that the parity objects are what it says. */
final class ParityCheck {

    private final Depot depot;
    private final ParityGroups groups;
    private final RunProgress progress;
    private final Troubles troubles;
    private final ReadBudget budget;

    ParityCheck(Depot depot, ParityGroups groups, RunProgress progress, Troubles troubles, ReadBudget budget) {
        this.depot = depot;
        this.groups = groups;
        this.progress = progress;
        this.troubles = troubles;
        this.budget = budget;
    }

    /** @param whole whether the parity objects are read too */
    void run(boolean whole) throws BackupException {
        for (String id : groups.ids()) {
            progress.checkCancelled();
            boolean sound = isSound(id, whole);
            if (sound && whole) {
                depot.damages().removeGroup(id);
            } else if (!sound) {
                depot.damages().addGroup(id);
            }
        }
        depot.damages().save();
    }

    private boolean isSound(String id, boolean whole) throws BackupException {
        ParityGroup group;
        try {
            group = groups.read(id);
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED) {
                throw damaged;
            }
            troubles.add(ItemPath.ROOT, damaged);
            return false;
        }
        List<ObjectSource> parity = new ArrayList<>();
        for (int row = 0; row < group.parity().size(); row++) {
            parity.add(budget.within(ObjectSource.of(depot.storage(), depot.names().parity(id, row))));
        }
        var decoder = new ParityDecoder(group, List.of(), parity, progress::checkCancelled);
        for (int row = 0; row < parity.size(); row++) {
            var name = depot.names().parity(id, row);
            if (!depot.storage().exists(name)) {
                troubles.add(ItemPath.ROOT, Code.OBJECT_MISSING, Severity.ERROR, name, depot.storage().label());
                return false;
            }
            if (whole && !decoder.isSound(row)) {
                troubles.add(ItemPath.ROOT, Code.OBJECT_DAMAGED, Severity.ERROR, name,
                        Messages.text("verify.parity"));
                return false;
            }
        }
        return true;
    }
}
