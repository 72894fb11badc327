package org.backupmanager.engine.internal.restore;

import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Undoing;

/**
 * One restore session to run.
 *
 * @param begun its report as it was saved to the register: in process, nothing counted
 * @param from the committed session to restore from
 * @param plan what to restore, and to where
 * @param source whose items they are
 * @param scratch a folder of this device that is there, for temporary files
 * @param keep how what it replaces is kept; empty where it is not
 * @param threads that read from the storage at once; 0 for as many as fit the computer
 */
public record RestoreTask(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source, Path scratch,
        Optional<Keep> keep, int threads) {

    /** One that keeps nothing. */
    public RestoreTask(SessionReport begun, SessionReport from, RecoveryPlan plan, DataSource source, Path scratch) {
        this(begun, from, plan, source, scratch, Optional.empty(), 0);
    }

    /**
     * How what a restore replaces is kept.
     *
     * @param undoing that can bring it back
     * @param notes a folder that is there
     * @param most bytes to keep
     */
    public record Keep(Undoing undoing, Path notes, long most) {
    }
}
