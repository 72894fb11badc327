package org.backupmanager.plan;

/**
 * Which sessions of a data source are kept. A session is kept where one rule keeps it; a day, week, month or year
 * counts
 * only if it has a session, and its newest one is kept. Known elsewhere as grandfather, father, son.
 *
 * @param last so many newest sessions
 * @param days the newest session of so many days
 * @param weeks the newest session of so many weeks, which begin on Monday
 * @param months the newest session of so many months
 * @param years the newest session of so many years
 */
public record RetentionPolicy(int last, int days, int weeks, int months, int years) {

    /** Keeps everything. */
    public static final RetentionPolicy EVERYTHING = new RetentionPolicy(0, 0, 0, 0, 0);

    /** The largest number of a rule. */
    public static final int MOST = 100_000;

    public RetentionPolicy {
        for (int number : new int[] {last, days, weeks, months, years}) {
            if (number < 0 || number > MOST) {
                throw new IllegalArgumentException("0 to " + MOST + ", not " + number);
            }
        }
    }

    /** Whether no rule is set, so that nothing ever goes. */
    public boolean keepsEverything() {
        return equals(EVERYTHING);
    }
}
