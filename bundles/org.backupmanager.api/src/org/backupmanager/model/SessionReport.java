package org.backupmanager.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a session went, or goes while it runs.
 *
 * @param id the session
 * @param source data source, in the words of the command line ({@code FileSystem}), or {@link #ALL}
 * @param type what it does
 * @param state where it stands
 * @param archived whether it is kept for ever
 * @param start when it began
 * @param end when it ended, empty while it runs
 * @param totals what it counted
 */
public record SessionReport(SessionId id, String source, Type type, State state, boolean archived, Instant start,
        Optional<Instant> end, Totals totals) {

    /** The source of sessions that work on the storage as a whole. */
    public static final String ALL = "All";

    /** What a session does. */
    public enum Type {
        /** Stores what was selected. */
        BACKUP("Backup"),
        /** Puts back what was stored. */
        RESTORE("Restore"),
        /** Checks what is stored; its source is {@link SessionReport#ALL}. */
        VERIFY("Verify"),
        /** Heals what is stored; its source is {@link SessionReport#ALL}. */
        REPAIR("Repair"),
        /** Shows how a repair would heal, and changes nothing; its source is {@link SessionReport#ALL}. */
        REPAIR_PLAN("RepairPlan");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether it is about the storage as a whole, and not about a data source. */
        public boolean isUpkeep() {
            return this == VERIFY || this == REPAIR || this == REPAIR_PLAN;
        }
    }

    /** Where a session stands; words and numbers are those our users' scripts read. */
    public enum State {
        IN_PROCESS(1, "InProcess"), FAILED(2, "Failed"), ABORTED(3, "Aborted"), COMPLETED(5, "Completed"),
        INTERRUPTED(6, "Interrupted"), NOT_STARTED(7, "NotStarted"), COMPLETED_WITH_ERRORS(8, "CompletedWithErrors"),
        IN_PROGRESS_WITH_FAULTS(9, "InProgressWithFaults"), OVER_QUOTA(10, "OverQuota"),
                NO_SELECTION(11, "NoSelection"),
        RESTARTED(12, "Restarted"), SKIPPED(13, "Skipped");

        private final int code;
        private final String word;

        State(int code, String word) {
            this.code = code;
            this.word = word;
        }

        public int code() {
            return code;
        }

        public String word() {
            return word;
        }

        /** Whether everything that could be read was stored, so that the session can be restored. */
        public boolean isRestorable() {
            return this == COMPLETED || this == COMPLETED_WITH_ERRORS;
        }
    }

    /**
     * What a session counted. Sizes are bytes.
     *
     * @param selectedCount items found; for a verification or repair, objects of the storage to be looked at
     * @param selectedSize their content
     * @param processedCount items read since they were new or changed; for a restore, items written; for a verification
     *        objects that were checked, for a repair those that were healed
     * @param processedSize their content
     * @param sentSize what went to the storage; for a restore and a verification, what came from it
     * @param errorCount items that could not be read or written; for a verification what is damaged, for a repair what
     *        stays so
     * @param removedCount items of the session before that are there no more
     */
    public record Totals(long selectedCount, long selectedSize, long processedCount, long processedSize, long sentSize,
            long errorCount, long removedCount) {
        /** Nothing yet. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);
    }

    /** How long it took, or has taken at that moment. */
    public Duration duration(Instant now) {
        return Duration.between(start, end.orElse(now));
    }

    /** This report with another state. */
    public SessionReport with(State next) {
        return new SessionReport(id, source, type, next, archived, start, end, totals);
    }

    /** This report with other totals. */
    public SessionReport with(Totals counted) {
        return new SessionReport(id, source, type, state, archived, start, end, counted);
    }

    /** This report of a session that is kept for ever, or not. */
    public SessionReport archived(boolean kept) {
        return new SessionReport(id, source, type, state, kept, start, end, totals);
    }

    /** This report, ended. */
    public SessionReport ended(State last, Instant when) {
        return new SessionReport(id, source, type, last, archived, start, Optional.of(when), totals);
    }
}
