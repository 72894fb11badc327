package org.backupmanager.engine.internal.device;

import java.util.function.Supplier;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.limits.Niceness;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.session.Around;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;

/**
 * Backups that step back for other programs; the scripts around them do not.
 *
 * @param around what else is done before and after
 * @param niceness of this computer
 * @param level how far to step back; asked for each backup
 */
record Niced(Around around, Niceness niceness, Supplier<Niceness.Level> level) implements Around {

    @Override
    public SessionReport run(BackupTask task, RunProgress progress, TroubleLog troubles, Backup backup)
            throws BackupException, InterruptedException {
        return around.run(task, progress, troubles, () -> {
            niceness.apply(level.get());
            return backup.run();
        });
    }
}
