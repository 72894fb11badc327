package org.backupmanager.session;

import org.backupmanager.model.SessionReport;

/** Hears of sessions; called on the session's thread, so it is quick. */
public interface SessionListener {

    /** A session has begun. */
    void started(Session session);

    /** A session does something else from now on; not told of its end. Called on any thread. */
    default void changed(Session session, Session.Stage stage) {
        // most want to know of starts and ends only
    }

    /** A session has ended; the report is final. */
    void ended(SessionReport report);
}
