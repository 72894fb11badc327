package org.backupmanager.ui.internal.restore;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String title;
    public static String noneTitle;
    public static String noneText;
    public static String noneAction;
    public static String when;
    public static String latest;
    public static String what;
    public static String everything;
    public static String filter;
    public static String columnName;
    public static String columnSize;
    public static String columnModified;
    public static String searching;
    public static String nothingFound;
    public static String counting;
    public static String everywhere;
    public static String everywhereHint;
    public static String nothingAnywhere;
    public static String foundIn;
    public static String versions;
    public static String remove;
    public static String removed;
    public static String removeTitle;
    public static String removeQuestion;
    public static String removeNow;
    public static String removeNot;
    public static String removedTitle;
    public static String removedSource;
    public static String removedWhen;
    public static String removedLeft;
    public static String removedLoading;
    public static String noneRemoved;
    public static String untilCleanUp;
    public static String daysLeft;
    public static String bringBack;
    public static String where;
    public static String original;
    public static String elsewhere;
    public static String archive;
    public static String folder;
    public static String continuous;
    public static String continuousHint;
    public static String continuousAdded;
    public static String existing;
    public static String keep;
    public static String overwrite;
    public static String beside;
    public static String compare;
    public static String compareHint;
    public static String start;
    public static String running;
    public static String tickFirst;
    public static String placeFirst;
    public static String noPath;
    public static String relative;
    public static String relativeFile;
    public static String free;
    public static String freeTooLittle;
    public static String sentence;
    public static String everythingOf;
    public static String countingShort;
    public static String filesAndBytes;
    public static String oneFile;
    public static String manyFiles;
    public static String oneItem;
    public static String manyItems;
    public static String toOriginal;
    public static String areKept;
    public static String areReplaced;
    public static String getSuffix;
    public static String becomesArchive;
    public static String followsSessions;
    public static String restored;
    public static String restoredNot;
    public static String showReport;
    public static String undo;
    public static String older;
    public static String olderHint;
    public static String olderAreReplaced;
    public static String archiveFirst;
    public static String noArchive;
    public static String continuousList;
    public static String continuousListMany;
    public static String continuousListTip;
    public static String continuousTitle;
    public static String continuousFolder;
    public static String continuousSource;
    public static String continuousAsOf;
    public static String continuousState;
    public static String continuousNamed;
    public static String continuousLoading;
    public static String continuousNone;
    public static String continuousFollows;
    public static String continuousPaused;
    public static String continuousNotYet;
    public static String continuousPause;
    public static String continuousResume;
    public static String continuousEnd;
    public static String continuousEndQuestion;
    public static String continuousEndNow;
    public static String continuousEndNot;
    public static String continuousEnded;
    public static String dayLeft;
    public static String oneError;
    public static String manyErrors;

    static {
        initializeMessages("org.backupmanager.ui.internal.restore.messages", Messages.class);
    }

    private Messages() {
    }
}
