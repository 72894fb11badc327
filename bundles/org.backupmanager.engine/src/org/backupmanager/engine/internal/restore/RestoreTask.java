package org.backupmanager.engine.internal.restore;

import java.nio.file.Path;

import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.source.DataSource;

/**
 * One restore session to run.
 *
 * @param begun its report as it was saved to the register: in process, nothing counted
 * @param from the committed session to restore from
 * @param plan what to restore, and to where
 * @param source whose items they are
 * @param scratch a folder of this device that is there, for temporary files
 */
public record RestoreTask(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source, Path scratch) {
}
