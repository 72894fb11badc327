package org.backupmanager.engine.internal.verify;

import java.time.InstantSource;

import org.backupmanager.engine.internal.limits.Bucket;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;

/** One verification, from top to bottom. It changes nothing in the storage. */
public final class VerifyRun {

    private final Depot depot;
    private final VerifyTask task;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final InstantSource clock;

    public VerifyRun(Depot depot, VerifyTask task, RunProgress progress, TroubleLog troubles, InstantSource clock) {
        this.depot = depot;
        this.task = task;
        this.progress = progress;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Runs it; the report is final and in the register. */
    public SessionReport run() throws BackupException {
        progress.stage(Stage.SCANNING);
        checkDevice();
        try (Stay _ = depot.attendance().beginReading()) {
            checkObjects();
        } finally {
            task.doubt(depot);
        }
        progress.stage(Stage.COMMITTING);
        troubles.flush();
        State state = progress.totals().errorCount() > 0 ? State.COMPLETED_WITH_ERRORS : State.COMPLETED;
        SessionReport report = task.begun().with(progress.totals()).ended(state, clock.instant());
        depot.register().save(report);
        return report;
    }

    private void checkObjects() throws BackupException {
        progress.stage(Stage.PROCESSING);
        var budget = new ReadBudget(task.plan().maxRate(), clock, progress, Bucket.Nap.REAL);
        new CabinetRound(depot, task, progress, troubles, clock, budget).run();
        new SmallObjects(depot, progress, troubles).run();
        new ParityCheck(depot, task.groups(), progress, troubles, budget).run(task.plan().percent() == 100);
        var losses = new Losses();
        new TreeCheck(depot, progress, losses).run();
        losses.tell(troubles);
        losses.remember(task.home());
    }

    /**
     * An empty or wrong folder under the address of the storage must not be taken for a device that lost everything.
     */
    private void checkDevice() throws BackupException {
        if (!depot.storage().exists(depot.names().vault())
                && depot.storage().list(depot.names().cabinets()).isEmpty()) {
            throw new BackupException(Code.DEVICE_MISSING, depot.vault().device(), depot.storage().label());
        }
    }
}
