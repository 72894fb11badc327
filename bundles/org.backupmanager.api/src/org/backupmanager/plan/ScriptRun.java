package org.backupmanager.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * How a script went.
 *
 * @param script its name
 * @param phase when it ran
 * @param start when it began
 * @param duration how long it took
 * @param end how it ended
 * @param exitCode what it ended with; -1 where it was ended or could not be started
 * @param output what it wrote to its outputs; of a long one the beginning and the end
 */
public record ScriptRun(String script, Phase phase, Instant start, Duration duration, End end, int exitCode,
        String output) {

    /** Whether it went well. */
    public boolean succeeded() {
        return end == End.ENDED && exitCode == 0;
    }

    /** When a script runs; the word is the one it reads in {@code BACKUP_MANAGER_PHASE}. */
    public enum Phase {
        BEFORE("Before"), AFTER("After");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** How a script ended. */
    public enum End {
        /** By itself. */
        ENDED("Ended"),
        /** It took too long, and was ended. */
        TIMED_OUT("TimedOut"),
        /** The session was aborted or interrupted, and the script with it. */
        CANCELLED("Cancelled"),
        /** It could not be started; the output says why. */
        NOT_STARTED("NotStarted");

        private final String word;

        End(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
