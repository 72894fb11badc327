package org.backupmanager.engine.internal.session;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

import org.backupmanager.engine.internal.backup.BackupRun;
import org.backupmanager.engine.internal.backup.BackupRun.Surroundings;
import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.backup.SharedLines;
import org.backupmanager.engine.internal.repair.RepairRun;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.restore.RestoreRun;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.search.History;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.engine.internal.verify.VerifyRun;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions.Found;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.session.Sessions.NodeVisitor;

/**
 * The real work: {@link BackupRun}, {@link RestoreRun} and {@link TreeReader} over one depot.
 *
 * @param depot of the device
 * @param history reads and searches its sessions
 * @param surroundings what its sessions share
 * @param around what is done before and after a backup
 */
public record RunWork(Depot depot, History history, Surroundings surroundings, Around around)
        implements SessionWork {

    /**
     * @param clock that dates troubles and ends
     * @param chance for keys and choices
     */
    public RunWork(Depot depot, History history, InstantSource clock, SecureRandom chance, Around around) {
        this(depot, history, new Surroundings(new SharedLines(depot, chance), clock, chance), around);
    }

    @Override
    public SessionReport backup(BackupTask task, RunProgress progress, TroubleLog troubles, Turn turn)
            throws BackupException, InterruptedException {
        return around.run(task, progress, troubles,
                () -> new BackupRun(depot.within(progress::endIfCancelled), task, progress, troubles, surroundings)
                        .run(turn));
    }

    @Override
    public SessionReport restore(RestoreTask task, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException {
        try (Stay _ = depot.attendance().beginReading()) {
            return new RestoreRun(depot.within(progress::endIfCancelled), task, progress, troubles,
                    surroundings.clock()).run();
        }
    }

    @Override
    public SessionReport verify(VerifyTask task, RunProgress progress, TroubleLog troubles) throws BackupException {
        try (Stay _ = depot.attendance().beginReading()) {
            return new VerifyRun(depot.within(progress::endIfCancelled), task, progress, troubles,
                    surroundings.clock()).run();
        }
    }

    @Override
    public SessionReport repair(RepairTask task, RunProgress progress, TroubleLog troubles)
            throws BackupException, InterruptedException {
        return new RepairRun(depot.within(progress::endIfCancelled), task, progress, troubles,
                surroundings.clock(), surroundings.chance()).run();
    }

    @Override
    public List<Node> children(SessionId session, ItemPath folder) throws BackupException {
        return history.trees().children(session, folder);
    }

    @Override
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        history.trees().walk(session, from, visitor);
    }

    @Override
    public List<Found> search(String source, List<SessionReport> sessions, String pattern, int limit)
            throws BackupException {
        return history.search(source, sessions, pattern, limit);
    }
}
