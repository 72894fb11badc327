package org.backupmanager.ui.internal.work;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Mark;

/** How a session's state looks and reads. */
public final class Outcome {

    private Outcome() {
    }

    /** Shape and colour. */
    public static Mark mark(SessionReport report) {
        return switch (report.state()) {
            case COMPLETED -> Mark.OK;
            case COMPLETED_WITH_ERRORS, IN_PROGRESS_WITH_FAULTS -> Mark.WARNING;
            case FAILED, OVER_QUOTA -> Mark.ERROR;
            case ABORTED, INTERRUPTED, RESTARTED -> Mark.STOPPED;
            case IN_PROCESS -> Mark.RUNNING;
            case NOT_STARTED, SKIPPED -> Mark.WARNING;
            case NO_SELECTION -> Mark.IDLE;
        };
    }

    /** In one to three words. */
    public static String word(SessionReport report) {
        return switch (report.state()) {
            case COMPLETED -> Messages.stateCompleted;
            case COMPLETED_WITH_ERRORS -> Messages.stateErrors;
            case IN_PROGRESS_WITH_FAULTS -> Messages.stateFaults;
            case OVER_QUOTA -> Messages.stateQuota;
            case FAILED -> Messages.stateFailed;
            case ABORTED -> Messages.stateAborted;
            case INTERRUPTED -> Messages.stateInterrupted;
            case IN_PROCESS -> Messages.stateRunning;
            case RESTARTED -> Messages.stateRestarted;
            case NOT_STARTED -> Messages.stateNotStarted;
            case NO_SELECTION -> Messages.stateNoSelection;
            case SKIPPED -> Messages.stateSkipped;
        };
    }

    /** What it does. */
    public static String type(SessionReport report) {
        return switch (report.type()) {
            case BACKUP -> Messages.typeBackup;
            case RESTORE -> Messages.typeRestore;
            case VERIFY -> Messages.typeVerify;
            case REPAIR -> Messages.typeRepair;
            case REPAIR_PLAN -> Messages.typeRepairPlan;
        };
    }
}
