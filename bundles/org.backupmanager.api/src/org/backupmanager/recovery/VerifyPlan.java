package org.backupmanager.recovery;

/**
 * Which stored objects a verification looks at, and how hard it may read.
 *
 * @param percent how much of the stored bytes to check, those that were not checked for the longest time first; 1 to
 *        100. A plan for all of them that was stopped goes on where it stopped
 * @param olderThanDays check only what was not checked for so many days; 0 for everything
 * @param maxRate MB (10^6 bytes) a second to read at most; 0 for no limit
 * @param anew whether a verification that was stopped is forgotten, so that this one begins at the beginning
 */
public record VerifyPlan(int percent, int olderThanDays, int maxRate, boolean anew) {

    /** Everything, as fast as it goes. */
    public static final VerifyPlan EVERYTHING = new VerifyPlan(100, 0, 0, false);

    public VerifyPlan {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("1 to 100 percent, not " + percent);
        }
        if (olderThanDays < 0 || maxRate < 0) {
            throw new IllegalArgumentException("days and rates are 0 or more: " + olderThanDays + ", " + maxRate);
        }
    }
}
