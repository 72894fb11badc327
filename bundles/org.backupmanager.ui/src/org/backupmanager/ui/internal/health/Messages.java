package org.backupmanager.ui.internal.health;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String title;
    public static String check;
    public static String checkTip;
    public static String busyTip;
    public static String stop;
    public static String stopTip;
    public static String stopping;
    public static String showReport;
    public static String verdictChecking;
    public static String verdictRepairing;
    public static String verdictPlanning;
    public static String verdictWorkOn;
    public static String verdictDamagedOne;
    public static String verdictDamaged;
    public static String verdictNothingLost;
    public static String verdictLostOne;
    public static String verdictLost;
    public static String verdictPart;
    public static String verdictEmpty;
    public static String verdictEmptyDetail;
    public static String verdictNever;
    public static String verdictNeverDetail;
    public static String verdictStopped;
    public static String verdictGoesOn;
    public static String verdictLate;
    public static String verdictLateDetail;
    public static String verdictParity;
    public static String verdictSound;
    public static String verdictNoDamage;
    public static String verification;
    public static String checked;
    public static String oldest;
    public static String neverChecked;
    public static String lastCheck;
    public static String everything;
    public static String everythingRest;
    public static String part;
    public static String percent;
    public static String old;
    public static String days;
    public static String limit;
    public static String megabytes;
    public static String wrongPercent;
    public static String wrongNumber;
    public static String parity;
    public static String covered;
    public static String parityOff;
    public static String parityNone;
    public static String parityComplete;
    public static String parityDue;
    public static String parityWorking;
    public static String parityFailed;
    public static String parityDamaged;
    public static String quarantine;
    public static String noQuarantine;
    public static String quarantineText;
    public static String quarantineSession;
    public static String quarantineCabinet;
    public static String quarantineCabinets;
    public static String untilCleanUp;
    public static String dayLeft;
    public static String daysLeft;
    public static String damage;
    public static String repair;
    public static String repairTip;
    public static String noDamage;
    public static String damageText;
    public static String columnObject;
    public static String columnWhat;
    public static String missing;
    public static String damaged;
    public static String damagedParity;
    public static String losesNothing;
    public static String losesOne;
    public static String loses;
    public static String nowhere;
    public static String lostFrom;
    public static String fromTo;
    public static String more;
    public static String planTitle;
    public static String planning;
    public static String planNothing;
    public static String planOne;
    public static String planAll;
    public static String planSome;
    public static String planEnded;
    public static String itemStays;
    public static String copy;
    public static String copyTip;
    public static String planAgain;
    public static String repairNone;
    public static String repairOne;
    public static String repairMany;
    public static String leave;
    public static String resultSound;
    public static String resultDamage;
    public static String resultHealedOne;
    public static String resultHealed;
    public static String resultNotAll;
    public static String resultStopped;
    public static String resultRepairStopped;
    public static String resultOther;
    public static String oneCabinet;
    public static String manyCabinets;
    public static String noErrors;
    public static String oneError;
    public static String manyErrors;
    public static String lostFromOne;
    public static String checkedByRepair;

    static {
        initializeMessages("org.backupmanager.ui.internal.health.messages", Messages.class);
    }

    private Messages() {
    }
}
