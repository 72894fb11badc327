package org.backupmanager.session;

import org.backupmanager.model.Code;

/**
 * Bad news that ends a session or a call. The message is the text of its {@link Code} with these arguments: thing,
 * cause and remedy, for a person.
 */
public class BackupException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Code code;

    public BackupException(Code code, Object... arguments) {
        super(code.text(arguments));
        this.code = code;
    }

    /** What kind of bad news. */
    public final Code code() {
        return code;
    }

    /** This exception, with what it came from. */
    public final BackupException because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
