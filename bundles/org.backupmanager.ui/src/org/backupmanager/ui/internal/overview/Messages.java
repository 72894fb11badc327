package org.backupmanager.ui.internal.overview;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String title;
    public static String run;
    public static String runOne;
    public static String choose;
    public static String mendChoose;
    public static String mendRun;
    public static String mendLook;
    public static String mendStorage;
    public static String columnSource;
    public static String columnDays;
    public static String columnLast;
    public static String columnSelected;
    public static String columnErrors;
    public static String columnState;
    public static String columnStart;
    public static String columnType;
    public static String columnDuration;
    public static String columnChanged;
    public static String columnSent;
    public static String never;
    public static String storage;
    public static String storageStored;
    public static String storageFree;
    public static String storageSessions;
    public static String storageCipher;
    public static String storageHealth;
    public static String sessions;
    public static String filter;
    public static String filterTip;
    public static String someOf;
    public static String daysInWords;
    public static String dayTip;
    public static String dayTipNone;
    public static String back;
    public static String reportTitle;
    public static String restoreFrom;
    public static String numberSelected;
    public static String numberChanged;
    public static String numberSent;
    public static String numberDuration;
    public static String numberErrors;
    public static String numberRemoved;
    public static String numberRestored;
    public static String numberReceived;
    public static String numberChecked;
    public static String numberHealed;
    public static String keepTitle;
    public static String keepFree;
    public static String keepHeld;
    public static String keepArchived;
    public static String keepHold;
    public static String keepRelease;
    public static String keepEnd;
    public static String keepEndQuestion;
    public static String keepEndNow;
    public static String keepEndNot;
    public static String items;
    public static String oneItem;
    public static String cabinets;
    public static String oneCabinet;
    public static String onAverage;
    public static String errors;
    public static String noErrors;
    public static String noErrorsRestore;
    public static String noErrorsVerify;
    public static String noErrorsRepair;
    public static String noErrorsEnded;
    public static String loadingErrors;
    public static String columnPath;
    public static String columnDetail;
    public static String groupUnreadable;
    public static String groupVanished;
    public static String groupChanged;
    public static String groupDamaged;
    public static String groupUnwritable;
    public static String groupAttribute;
    public static String groupLost;
    public static String groupHealable;
    public static String groupHealed;
    public static String groupNotHealable;
    public static String groupUnneeded;
    public static String groupOther;
    public static String remedyUnreadable;
    public static String remedyVanished;
    public static String remedyChanged;
    public static String remedyDamaged;
    public static String remedyUnwritable;
    public static String remedyAttribute;
    public static String remedyLost;
    public static String remedyNotHealable;
    public static String tooMany;
    public static String sentPerDay;
    public static String sentMost;
    public static String sentTip;
    public static String noSessions;
    public static String groupEnded;
    public static String pathAndDetail;

    static {
        initializeMessages("org.backupmanager.ui.internal.overview.messages", Messages.class);
    }

    private Messages() {
    }
}
