package org.backupmanager.engine.internal.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.plan.ContinuousRunner.Restoring;
import org.backupmanager.engine.internal.recovery.ContinuousRun;
import org.backupmanager.engine.internal.recovery.ContinuousState;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource;

/**
 * Continuous restores of one device.
 *
 * @param depot of the device
 * @param sessions of the device
 * @param sources that are installed
 * @param memory that follows the storage
 * @param scratch folders for sessions
 * @param surroundings of the process
 */
record Continuing(Depot depot, DeviceSessions sessions, DataSources sources, HomeFile memory, Scratches scratch,
        Surroundings surroundings) implements Restoring {

    /** Makes folders for temporary files. */
    @FunctionalInterface
    interface Scratches {
        Path of(SessionReport begun) throws BackupException;
    }

    @Override
    public void askStorage() throws BackupException {
        if (sessions.running().isEmpty()) {
            memory.align(Quarantine.read(depot));
            memory.listChanged();
        }
    }

    @Override
    public Optional<SessionReport> newest(String source) {
        return sessions.restorable(source).stream().findFirst();
    }

    @Override
    public Session start(ContinuousRestore restore, SessionReport from, ContinuousState state)
            throws BackupException {
        DataSource source = sources.usable(restore.source());
        var choices = new Choices(List.of(), Optional.of(OutdatedFiles.CHECK_OUTDATED_ONLY), false);
        var plan = new RecoveryPlan(source.id(), new Moment.Of(from.id()), restore.selection(), restore.excludes(),
                Optional.of(restore.place()), ExistingFiles.OVERWRITE, choices);
        source.target(plan.place(), plan.existing()).close();
        return sessions.startAsRestore(source.id(), (begun, progress, troubles) -> {
            try (Stay _ = depot.attendance().beginReading()) {
                var task = new RestoreTask(begun, from, plan, source, scratch.of(begun));
                return new ContinuousRun(depot, task, state, progress, troubles).run(surroundings.clock());
            }
        });
    }
}
