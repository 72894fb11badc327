package org.backupmanager.register.internal;

import java.time.Instant;
import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;

/** Reports for tests. */
final class Reports {

    private Reports() {
    }

    static SessionReport of(SessionId id) {
        return new SessionReport(id, "FileSystem", SessionReport.Type.BACKUP, SessionReport.State.COMPLETED, false,
                Instant.EPOCH,
                Optional.empty(), SessionReport.Totals.NONE);
    }
}
