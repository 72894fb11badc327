package org.backupmanager.session;

import org.backupmanager.model.Code;

/** A person, or the end of the process, stopped the session. */
public final class SessionCancelledException extends BackupException {

    private static final long serialVersionUID = 1L;

    public SessionCancelledException() {
        super(Code.CANCELLED);
    }
}
