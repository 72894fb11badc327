package org.backupmanager.engine.internal.run;

import org.backupmanager.session.SessionCancelledException;

/** Asked by a backup between its two stages. */
@FunctionalInterface
public interface Turn {

    /** Its scan is complete: returns when processing may begin. */
    void scanned() throws SessionCancelledException, InterruptedException;
}
