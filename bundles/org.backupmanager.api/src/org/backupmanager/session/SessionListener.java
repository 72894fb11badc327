package org.backupmanager.session;

import org.backupmanager.model.SessionReport;

/** Hears of sessions; called on the session's thread, so it is quick. */
public interface SessionListener {

    /** A session has begun. */
    void started(Session session);

    /** A session has ended; the report is final. */
    void ended(SessionReport report);
}
