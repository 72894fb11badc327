package org.backupmanager.engine.internal.stored;

import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
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
public record SessionNumbers(BackupRegister register) {

    private static final System.Logger LOG = System.getLogger(SessionNumbers.class.getName());
    private static final int MOST_TROUBLES = 100_000;

    /** A session of this home that has the number of that one, and is another, gets a number of its own. */
    public void makeRoom(SessionReport stored) throws BackupException {
        Optional<SessionReport> found = register.sessions().stream()
                .filter(session -> session.id().equals(stored.id())).findFirst();
        if (found.isPresent() && !isSame(found.get(), stored)) {
            move(found.get());
        }
    }

    /** Whether these are reports of the same session. */
    public static boolean isSame(SessionReport one, SessionReport other) {
        return one.type() == other.type() && one.source().equals(other.source())
                && one.start().equals(other.start());
    }

    /** A session that has ended, and that no other home knows, gets a new number. */
    public void move(SessionReport session) throws BackupException {
        SessionId to = register.nextSession();
        register.save(to, register.troubles(session.id(), MOST_TROUBLES));
        register.save(new SessionReport(to, session.source(), session.type(), session.state(), session.archived(),
                session.start(), session.end(), session.totals()));
        register.remove(session.id());
        LOG.log(System.Logger.Level.INFO, Messages.text("session.moved", session.id().toString(), to.toString()));
    }
}
