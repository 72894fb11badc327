package org.backupmanager.launcher;

/** These bundles cannot share one class path; the message says why. They are started in the ordinary way then. */
final class NotFlatException extends Exception {

    private static final long serialVersionUID = 1;

    NotFlatException(String why) {
        super(why);
    }
}
