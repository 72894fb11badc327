package org.backupmanager.pipeline;

import org.backupmanager.session.SessionCancelledException;

/** Asked between slices whether work shall go on: waits while the session is on hold. */
@FunctionalInterface
public interface Gate {

    /** Returns when work shall go on. */
    void pass() throws SessionCancelledException;
}
