package org.backupmanager.engine.internal.session;

import java.util.List;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions.Found;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.session.Sessions.NodeVisitor;

/** What sessions do, while {@link DeviceSessions} says when. */
public interface SessionWork {

    /**
     * Runs a backup to its end and commits it; returns the final report.
     *
     * @param turn asked when its scan is complete
     */
    SessionReport backup(BackupTask task, RunProgress progress, TroubleLog troubles, Turn turn)
            throws BackupException, InterruptedException;

    /** Runs a restore to its end; returns the final report. */
    SessionReport restore(RestoreTask task, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException;

    /** Runs a verification to its end; returns the final report. */
    SessionReport verify(VerifyTask task, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException;

    /** Runs a repair, or the plan of one, to its end; returns the final report. */
    SessionReport repair(RepairTask task, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException;

    /** As {@code Sessions.children}. */
    List<Node> children(SessionId session, ItemPath folder) throws BackupException;

    /** As {@code Sessions.walk}. */
    void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException;

    /** As {@code Sessions.search} in these sessions, which are all of that source that can be restored. */
    List<Found> search(String source, List<SessionReport> sessions, String pattern, int limit) throws BackupException;
}
