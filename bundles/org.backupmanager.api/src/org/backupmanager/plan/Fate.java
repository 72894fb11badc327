package org.backupmanager.plan;

import java.util.List;

import org.backupmanager.model.SessionReport;

/**
 * What a retention policy does with a session.
 *
 * @param session the session
 * @param reasons why it is kept; none for a session that goes
 */
public record Fate(SessionReport session, List<Reason> reasons) {

    public Fate {
        reasons = List.copyOf(reasons);
    }

    /** Whether it stays. */
    public boolean kept() {
        return !reasons.isEmpty();
    }

    /**
     * Why a session stays.
     *
     * @param why which rule
     * @param number the how many-eth that this rule keeps, from 1, newest first; 0 where that says nothing
     */
    public record Reason(Why why, int number) {
    }

    /** What keeps a session; the word is the one that scripts read. */
    public enum Why {
        /** No policy is set for its data source. */
        NO_POLICY("NoPolicy"),
        LAST("Last"), DAY("Day"), WEEK("Week"), MONTH("Month"), YEAR("Year"),
        /** An archiving rule marked it. */
        ARCHIVED("Archived"),
        /** A person holds it. */
        HELD("Held"),
        /** It is the newest one that can be restored. */
        NEWEST("Newest"),
        /** It is the newest one that was completed without errors. */
        NEWEST_WITHOUT_ERRORS("NewestWithoutErrors");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
