package org.backupmanager.remote.internal;

/** The other end called something that is not there, or with arguments that do not fit. */
final class BadCallException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BadCallException(String message) {
        super(message);
    }

    BadCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
