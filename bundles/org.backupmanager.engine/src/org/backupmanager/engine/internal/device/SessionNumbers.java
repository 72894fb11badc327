package org.backupmanager.engine.internal.device;

import java.util.Optional;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;

/**
 * The numbers of sessions where several homes make some: the storage knows only those of backups that were committed. A
 * home may have given such a number to a restore, or to a backup that failed, before it heard of the other one.
 *
 * @param register of this home
 */
record SessionNumbers(BackupRegister register) {

    private static final int MOST_TROUBLES = 100_000;

    /** A session of this home that has the number of that one, and is another, gets a number of its own. */
    void makeRoom(SessionReport stored) throws BackupException {
        Optional<SessionReport> found = register.sessions().stream()
                .filter(session -> session.id().equals(stored.id())).findFirst();
        if (found.isPresent() && !isSame(found.get(), stored)) {
            move(found.get(), register.nextSession());
        }
    }

    private static boolean isSame(SessionReport here, SessionReport stored) {
        return here.type() == stored.type() && here.source().equals(stored.source())
                && here.start().equals(stored.start());
    }

    private void move(SessionReport session, SessionId to) throws BackupException {
        register.save(to, register.troubles(session.id(), MOST_TROUBLES));
        register.save(new SessionReport(to, session.source(), session.type(), session.state(), session.archived(),
                session.start(), session.end(), session.totals()));
        register.remove(session.id());
    }
}
