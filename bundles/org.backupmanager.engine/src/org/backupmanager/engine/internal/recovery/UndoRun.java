package org.backupmanager.engine.internal.recovery;

import java.time.InstantSource;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.source.Undoing;
import org.backupmanager.source.Undoing.Teller;

/** One undo of a restore, itself a restore session. */
final class UndoRun implements Teller {

    private final UndoSets sets;
    private final UndoSet set;
    private final RunProgress progress;
    private final TroubleLog troubles;

    UndoRun(UndoSets sets, UndoSet set, RunProgress progress, TroubleLog troubles) {
        this.sets = sets;
        this.set = set;
        this.progress = progress;
        this.troubles = troubles;
    }

    /** Runs it; the report is final and in the register. */
    SessionReport run(SessionReport begun, BackupRegister register, InstantSource clock) throws BackupException {
        progress.stage(Stage.PROCESSING);
        Undoing undoing = sets.undoing(set);
        progress.expect(Work.ITEMS, undoing.kept(set.notes()).items());
        undoing.undo(set.notes(), this);
        progress.stage(Stage.COMMITTING);
        troubles.flush();
        boolean whole = progress.totals().errorCount() == 0;
        if (whole) {
            sets.forget(set);
        }
        SessionReport report = begun.with(progress.totals())
                .ended(whole ? State.COMPLETED : State.COMPLETED_WITH_ERRORS, clock.instant());
        register.save(report);
        return report;
    }

    @Override
    public void done(ItemPath path) throws BackupException {
        progress.selected(0);
        progress.processed(0);
        progress.done(Work.ITEMS, 1);
        progress.checkCancelled();
    }

    @Override
    public void failed(ItemPath path, String cause) throws BackupException {
        progress.selected(0);
        troubles.add(path, Code.ITEM_UNWRITABLE, Severity.ERROR, cause);
        progress.checkCancelled();
    }
}
