package org.backupmanager.cli.internal.grammar;

import java.util.function.BooleanSupplier;

/**
 * The process that holds the device while a command runs.
 *
 * @param kind what it is for
 * @param end makes it give the device up soon; whether it will
 */
public record Holding(Kind kind, BooleanSupplier end) {

    /** A command that works for a person, and is not ended by others. */
    public static final Holding COMMAND = new Holding(Kind.COMMAND, () -> false);

    /** What a process holds the device for. */
    public enum Kind {
        /** For all, until it is stopped. */
        SERVICE("Service"),
        /** For one session that was started without waiting. */
        BACKGROUND("Background"),
        /** For a window. */
        WORKBENCH("Workbench"),
        /** For a command that waits. */
        COMMAND("Command");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As {@code control.service.status} prints it. */
        public String word() {
            return word;
        }

        private boolean heeds(Wish wish) {
            return switch (this) {
                case SERVICE -> wish == Wish.END;
                case BACKGROUND -> true;
                case WORKBENCH -> wish == Wish.FOR_SERVICE;
                case COMMAND -> false;
            };
        }
    }

    /** Why a process is to give the device up. */
    public enum Wish {
        /** A person wants it to end. */
        END,
        /** A workbench wants to hold the device; no session runs. */
        WHEN_IDLE,
        /** A service wants to hold the device; no session runs. */
        FOR_SERVICE
    }

    /** Asks the process to give the device up; whether it will. */
    public boolean give(Wish wish) {
        return kind.heeds(wish) && end.getAsBoolean();
    }
}
