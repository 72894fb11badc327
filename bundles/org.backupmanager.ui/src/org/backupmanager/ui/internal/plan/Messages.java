package org.backupmanager.ui.internal.plan;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String add;
    public static String addThis;
    public static String keep;
    public static String remove;
    public static String fresh;
    public static String off;
    public static String name;
    public static String when;
    public static String time;
    public static String days;
    public static String months;
    public static String sources;
    public static String source;
    public static String next;
    public static String allSources;
    public static String active;
    public static String everyDay;
    public static String workingDays;
    public static String everyMonth;
    public static String nameMissing;
    public static String dayMissing;
    public static String monthMissing;
    public static String sourceMissing;
    public static String timeWrong;
    public static String minutesWrong;
    public static String daysWrong;
    public static String weeksWrong;
    public static String scheduleIntro;
    public static String at;
    public static String every;
    public static String everyBetween;
    public static String onceADay;
    public static String againEvery;
    public static String minutesFrom;
    public static String until;
    public static String scripts;
    public static String scriptBefore;
    public static String scriptAfter;
    public static String noScript;
    public static String catchUp;
    public static String archivingIntro;
    public static String lastDay;
    public static String daysOfMonth;
    public static String weeksOfMonth;
    public static String archivingAt;
    public static String onDays;
    public static String onDaysHint;
    public static String onWeeks;
    public static String onWeeksHint;
    public static String retention;
    public static String retentionIntro;
    public static String last;
    public static String daily;
    public static String weekly;
    public static String monthly;
    public static String yearly;
    public static String preview;
    public static String previewSentence;
    public static String session;
    public static String fate;
    public static String reason;
    public static String stays;
    public static String goes;
    public static String noRule;
    public static String whyNoPolicy;
    public static String whyLast;
    public static String whyDay;
    public static String whyWeek;
    public static String whyMonth;
    public static String whyYear;
    public static String whyArchived;
    public static String whyHeld;
    public static String whyNewest;
    public static String whyNewestGood;
    public static String bandwidth;
    public static String bandwidthIntro;
    public static String bandwidthActive;
    public static String bandwidthWhen;
    public static String bandwidthUpload;
    public static String bandwidthDownload;
    public static String bandwidthUnit;
    public static String bandwidthFree;
    public static String bandwidthStopped;
    public static String bandwidthPicture;
    public static String bandwidthSpeedWrong;
    public static String bandwidthOff;
    public static String bandwidthHolds;
    public static String bandwidthNotNow;
    public static String oneStays;
    public static String manyStay;

    static {
        initializeMessages("org.backupmanager.ui.internal.plan.messages", Messages.class);
    }

    private Messages() {
    }
}
