package org.backupmanager.engine.internal.verify;

import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;

/**
 * One verification to run.
 *
 * @param begun its report, as it began
 * @param plan what to check
 * @param home that remembers when each cabinet was checked
 * @param groups of parity
 */
public record VerifyTask(SessionReport begun, VerifyPlan plan, Home home, ParityGroups groups) {

    /** Backups that compare with sessions up to now look for each slice, where some are lost. */
    void doubt(Depot depot) throws BackupException {
        if (depot.isDamaged()) {
            new Doubt(begun.id().number()).remember(home);
        }
    }
}
