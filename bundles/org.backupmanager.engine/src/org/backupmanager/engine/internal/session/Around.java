package org.backupmanager.engine.internal.session;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;

/** What is done before and after a backup, on its thread: scripts. */
@FunctionalInterface
public interface Around {

    /** Does what comes before, the backup, and what comes after however it went; returns the report of the backup. */
    SessionReport run(BackupTask task, RunProgress progress, TroubleLog troubles, Backup backup)
            throws BackupException, InterruptedException;

    /** The backup itself. */
    @FunctionalInterface
    interface Backup {
        SessionReport run() throws BackupException, InterruptedException;
    }
}
