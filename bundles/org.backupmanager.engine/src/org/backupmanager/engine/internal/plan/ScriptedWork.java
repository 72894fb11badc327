package org.backupmanager.engine.internal.plan;

import java.time.InstantSource;
import java.util.List;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.session.SessionWork;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.session.Sessions.NodeVisitor;

/**
 * Backups with the scripts of their schedule around them.
 *
 * @param work what is done between
 * @param scripts that run
 * @param clock for the end that the script after hears of
 */
record ScriptedWork(SessionWork work, SessionScripts scripts, InstantSource clock) implements SessionWork {

    @Override
    public SessionReport backup(BackupTask task, RunProgress progress, TroubleLog troubles, Turn turn)
            throws BackupException, InterruptedException {
        SessionReport last = task.begun().with(State.FAILED);
        try {
            scripts.before(task.begun().id(), progress, troubles);
            last = work.backup(task, progress, troubles, turn);
            return last;
        } catch (SessionCancelledException | InterruptedException stopped) {
            last = task.begun().with(State.ABORTED);
            throw stopped;
        } finally {
            scripts.after(last.end().isPresent() ? last
                    : last.with(progress.totals()).ended(last.state(), clock.instant()), progress, troubles);
        }
    }

    @Override
    public SessionReport restore(RestoreTask task, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException {
        return work.restore(task, progress, troubles);
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) throws BackupException {
        return work.children(session, folder);
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        work.walk(session, from, visitor);
    }
}
