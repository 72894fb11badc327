package org.backupmanager.ui.internal.backup;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String title;
    public static String run;
    public static String sources;
    public static String add;
    public static String addNamed;
    public static String notSelected;
    public static String selected;
    public static String selectedSize;
    public static String emptyTitle;
    public static String emptyText;
    public static String priorityOf;
    public static String priorityTip;
    public static String priorityHigh;
    public static String priorityNormal;
    public static String priorityLow;
    public static String columnName;
    public static String columnSize;
    public static String columnPriority;
    public static String masks;
    public static String masksHint;
    public static String masksTip;
    public static String keeping;
    public static String clear;
    public static String clearTitle;
    public static String clearQuestion;
    public static String clearOnly;
    public static String clearAndRemove;
    public static String clearNot;
    public static String clearSure;
    public static String clearRemoveNow;
    public static String clearRunning;
    public static String clearKept;
    public static String kinds;
    public static String kindsTip;
    public static String kindDocuments;
    public static String kindPictures;
    public static String kindMusic;
    public static String kindVideo;
    public static String kindMail;
    public static String kindDatabases;
    public static String kindArchives;
    public static String oneKind;
    public static String manyKinds;
    public static String counting;
    public static String nothingChosen;
    public static String oneChosen;
    public static String manyChosen;
    public static String oneLeftOut;
    public static String manyLeftOut;
    public static String stopCounting;
    public static String count;
    public static String notCounted;
    public static String oneFile;
    public static String manyFiles;
    public static String sum;
    public static String sofar;
    public static String clearSureOne;
    public static String clearRemoveOne;
    public static String clearNoCopies;
    public static String removalStop;
    public static String removalStopping;
    public static String removingOne;
    public static String removing;
    public static String removingFolders;
    public static String removedOne;
    public static String removedMany;
    public static String removedRoom;
    public static String removedStopped;
    public static String removedNothing;
    public static String waitsOne;
    public static String waitMany;
    public static String waitOthers;
    public static String waitStopped;

    static {
        initializeMessages("org.backupmanager.ui.internal.backup.messages", Messages.class);
    }

    private Messages() {
    }
}
