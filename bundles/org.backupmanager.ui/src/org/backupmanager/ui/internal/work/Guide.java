package org.backupmanager.ui.internal.work;

import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;

/** Leads from one page to another. */
public interface Guide {

    /** To what protects the person: states, sources, sessions. */
    void overview();

    /** To choosing what to protect. */
    void backup();

    /** To restoring; from that session where one is given. */
    void restore(Optional<SessionId> from);

    /** To how sound the storage is. */
    void storage();

    /** To all about one session. */
    void report(SessionReport report);
}
