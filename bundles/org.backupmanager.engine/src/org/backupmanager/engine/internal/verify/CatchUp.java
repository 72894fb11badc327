package org.backupmanager.engine.internal.verify;

import java.time.InstantSource;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.Troubles;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;

/**
 * What a repair reads before it heals, so that it heals all there is and not only what somebody looked for. Where
 * damage is known, these are cabinets that nobody has read for a day; where none is, somebody suspects it nevertheless,
 * so all of them. What was found stays known, so that the repair after a plan, or after one that was stopped, reads
 * little.
 */
public final class CatchUp {

    private static final VerifyPlan WHAT_IS_OLD = new VerifyPlan(100, 1, 0, false);

    private final Depot depot;
    private final RunProgress progress;
    private final InstantSource clock;

    public CatchUp(Depot depot, RunProgress progress, InstantSource clock) {
        this.depot = depot;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Reads, and notes what is damaged.
     *
     * @param begun the repair
     * @param home that remembers what was read when
     * @param groups of parity, which is read along with cabinets
     */
    public void run(SessionReport begun, Home home, ParityGroups groups) throws BackupException {
        boolean known = depot.isDamaged() || !depot.damages().groups().isEmpty();
        var task = new VerifyTask(begun, known ? WHAT_IS_OLD : VerifyPlan.EVERYTHING, home, groups);
        var budget = new ReadBudget(0, clock, new RunProgress(), _ -> { });
        progress.note(Messages.text(known ? "repair.checkingOld" : "repair.checking"));
        try {
            int read = new CabinetRound(depot, task, progress, Troubles.UNTOLD, clock, budget).run();
            new ParityCheck(depot, groups, progress, Troubles.UNTOLD, budget).run(read > 0);
        } finally {
            task.doubt(depot);
        }
    }
}
