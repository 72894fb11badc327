package org.backupmanager.engine.internal.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.repair.RepairTask;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageTransport;

/** What sessions need to know from their device. */
public interface SessionTasks {

    /**
     * The data sources to back up, each of which can be used and has a selection.
     *
     * @param ids of data sources; empty for all that have a selection
     * @throws BackupException {@code NO_SELECTION} or {@code SOURCE_UNAVAILABLE}
     */
    List<DataSource> toBackUp(Set<String> ids) throws BackupException;

    /** The data source with that id, which can be used. */
    DataSource usable(String id) throws BackupException;

    /**
     * Whether a backup of this source that starts then is one that archives: it is kept for ever and runs
     * undisturbed.
     */
    boolean archives(DataSource source, Instant start);

    /** Other computers may have used numbers of sessions: those are known from now on. */
    void meetOthers();

    /** What a backup that has begun is to do. */
    BackupTask backup(SessionReport begun, DataSource source) throws BackupException;

    /** What a restore that has begun is to do. */
    RestoreTask restore(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source)
            throws BackupException;

    /** What a verification that has begun is to do. */
    VerifyTask verify(SessionReport begun, VerifyPlan plan);

    /**
     * The second copy that a repair is to use, open.
     *
     * @throws BackupException where it cannot be used, or is not of this device
     */
    Optional<StorageTransport> copy(RepairPlan plan) throws BackupException;

    /** What a repair that has begun is to do. */
    RepairTask repair(SessionReport begun, RepairPlan plan, Optional<StorageTransport> copy) throws BackupException;

    /** The session has ended: its temporary files can go. */
    void finished(SessionReport last);
}
