package org.backupmanager.cli.internal.grammar;

import org.backupmanager.cli.internal.text.Messages;

/** What was typed makes no sense; the message says what would. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the process exits with. */
    public static final int EXIT_CODE = 2;

    /** @param key of the text */
    public UsageException(String key, Object... arguments) {
        super(Messages.text(key, arguments));
    }
}
