package org.backupmanager.model;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * The kinds of bad news. Each has a text of the same name in {@code messages.properties} that names the thing, the
 * cause and the remedy; its arguments are
 * listed there.
 */
public enum Code {
    BAD_ARGUMENT(2), UNKNOWN_COMMAND(2), NO_DEVICE(3), DEVICE_EXISTS(3), DEVICE_MISSING(3), DEVICE_IN_USE(4),
    DEVICE_BUSY(4), WRONG_PASSPHRASE(5), WRITE_ONLY(5), STORAGE_MISSING(6), STORAGE_DENIED(6), STORAGE_FULL(6),
    STORAGE_FAILED(6), STORAGE_UNKNOWN(6), OBJECT_MISSING(7), OBJECT_DAMAGED(7), FORMAT_UNKNOWN(7),
    REGISTER_DAMAGED(8), SOURCE_UNAVAILABLE(9), NO_SELECTION(9), SELECTION_EMPTY(9), RESTORE_ONLY(9), NO_SESSION(10),
    NOTHING_TO_RESTORE(10), TARGET_DENIED(11), TARGET_FULL(11), TARGET_FAILED(11), ITEM_UNREADABLE(1),
    ITEM_VANISHED(1), ITEM_CHANGED(1), ITEM_DAMAGED(1), ITEM_UNWRITABLE(1), ATTRIBUTE_LOST(1), SCRIPT_FAILED(14),
    ITEM_LOST(7), HEALABLE(7), HEALED(1), NOT_HEALABLE(7), CANCELLED(12), HOME_FAILED(13), HOME_OUTDATED(8),
    NUMBER_TAKEN(4), SESSION_KEPT(10), SESSION_ENDED_BADLY(1), SESSION_SKIPPED(16), SESSION_NOT_STARTED(16),
    SESSION_INTERRUPTED(15), SESSION_RESTARTED(15), STORAGE_QUOTA(6), SNAPSHOT_FAILED(1), HINT_WRONG(1),
    NOTHING_TO_UNDO(10), MAIL_FAILED(18), ITEM_STAYS(1), LIMITED_NOW(16), OBJECT_UNNEEDED(1), INTERNAL(70);

    private final int exitCode;

    Code(int exitCode) {
        this.exitCode = exitCode;
    }

    /** What the command line exits with when this ends a command; 1 to 70. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether trying the same again later may help. */
    public boolean retryable() {
        return this == STORAGE_FAILED || this == STORAGE_MISSING || this == STORAGE_FULL || this == STORAGE_QUOTA
                || this == DEVICE_IN_USE
                || this == DEVICE_BUSY || this == NUMBER_TAKEN;
    }

    /** The sentence for a person, in the language of this process. */
    public String text(Object... arguments) {
        String pattern = ResourceBundle.getBundle("org.backupmanager.model.messages", getClass().getModule())
                .getString(name());
        return MessageFormat.format(pattern, arguments);
    }
}
