package org.backupmanager.ui.internal;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String product;
    public static String noDisplay;
    public static String overview;
    public static String backup;
    public static String restore;
    public static String storage;
    public static String preferences;
    public static String pageTip;
    public static String storageTip;
    public static String openingTitle;
    public static String opening;
    public static String inUseTitle;
    public static String problemTitle;
    public static String retry;
    public static String lostTitle;
    public static String lost;
    public static String handOverTitle;
    public static String handOver;
    public static String workHere;
    public static String stage_WAITING;
    public static String stage_SCANNING;
    public static String stage_PROCESSING;
    public static String stage_HELD;
    public static String stage_COMMITTING;
    public static String stage_ENDED;
    public static String restoring;
    public static String scanned;
    public static String ofBytes;
    public static String left;
    public static String sent;
    public static String cancel;
    public static String cancelTip;
    public static String cancelling;
    public static String progressName;
    public static String heldTip;
    public static String waitingTip;
    public static String closeTitle;
    public static String closeQuestion;
    public static String closeStop;
    public static String closeKeep;
    public static String limitBoth;
    public static String limitUp;
    public static String limitDown;
    public static String limitUntil;
    public static String limitAlways;
    public static String limitTip;
    public static String closeQuestionOne;

    static {
        initializeMessages("org.backupmanager.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
