package org.backupmanager.engine.internal.plan;

import java.time.InstantSource;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.session.Around;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Puts the scripts of a schedule around the backups that it started.
 *
 * @param scripts that run
 * @param clock for the end that the script after hears of
 */
record ScriptsAround(SessionScripts scripts, InstantSource clock) implements Around {

    @Override
    public SessionReport run(BackupTask task, RunProgress progress, TroubleLog troubles, Backup backup)
            throws BackupException, InterruptedException {
        SessionReport last = task.begun().with(State.FAILED);
        try {
            scripts.before(task.begun(), progress, troubles);
            last = backup.run();
            return last;
        } catch (SessionCancelledException | InterruptedException stopped) {
            last = task.begun().with(State.ABORTED);
            throw stopped;
        } finally {
            scripts.after(last.end().isPresent() ? last
                    : last.with(progress.totals()).ended(last.state(), clock.instant()), progress, troubles);
        }
    }
}
