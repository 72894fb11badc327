package org.backupmanager.ui.internal.work;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String restorableAsOf;
    public static String nothingRestorable;
    public static String notProtected;
    public static String nothingSelected;
    public static String nothingSelectedDetail;
    public static String notYet;
    public static String neverRun;
    public static String neverRunDetail;
    public static String backingUp;
    public static String backupRuns;
    public static String backupsRun;
    public static String backupsHeld;
    public static String restoring;
    public static String restoreRuns;
    public static String failedWord;
    public static String failed;
    public static String stoppedWord;
    public static String stopped;
    public static String errorsWord;
    public static String oneError;
    public static String manyErrors;
    public static String errorsDetail;
    public static String lateWord;
    public static String late;
    public static String protectedWord;
    public static String protectedSentence;
    public static String protectedDetail;
    public static String startBackup;
    public static String runTip;
    public static String runTipNothing;
    public static String runTipRunning;
    public static String stateCompleted;
    public static String stateErrors;
    public static String stateFaults;
    public static String stateQuota;
    public static String stateFailed;
    public static String stateAborted;
    public static String stateInterrupted;
    public static String stateRunning;
    public static String stateRestarted;
    public static String stateNotStarted;
    public static String stateNoSelection;
    public static String stateSkipped;
    public static String stateHeld;
    public static String stateWaiting;
    public static String typeBackup;
    public static String typeRestore;
    public static String typeVerify;
    public static String typeRepair;
    public static String typeRepairPlan;
    public static String sourceAll;
    public static String checkingWord;
    public static String checking;
    public static String repairingWord;
    public static String repairing;
    public static String planningWord;
    public static String planning;
    public static String damagedWord;
    public static String damaged;
    public static String damagedDetail;
    public static String quotaWord;
    public static String quota;
    public static String notRunWord;
    public static String notRun;

    static {
        initializeMessages("org.backupmanager.ui.internal.work.messages", Messages.class);
    }

    private Messages() {
    }
}
