package org.backupmanager.engine.internal.cleanup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.PurgedList;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * Says which sessions clean-ups are about to purge, before they look whether these are still to go and before anything
 * says that they are gone: who brings one back at that moment finds either no claim, and the clean-up finds no entry,
 * or finds the claim and gives way. So a gravestone is never stored of a session that came back, wherever its clean-up
 * ends. A claim alone hides nothing.
 */
final class PurgeClaims {

    private static final String KIND = "purging";
    private static final Pattern NAME = Pattern.compile(KIND + "-([0-9]{12})-([0-9a-f]{16})");

    private final Depot depot;
    private final HomeAttendance attendance;

    PurgeClaims(Depot depot, HomeAttendance attendance) {
        this.depot = depot;
        this.attendance = attendance;
    }

    private ObjectName object(String name) {
        return depot.names().quarantine().child(name);
    }

    private String name(SessionId session) throws BackupException {
        return String.format("%s-%012d-%s", KIND, session.number(), attendance.id());
    }

    /** This home is about to purge the session. */
    void make(SessionId session) throws BackupException {
        String name = name(session);
        depot.storage().put(object(name), depot.vault().signed(KIND, name, new byte[0]));
    }

    /** It is gone, or stays. */
    void end(SessionId session) throws BackupException {
        depot.storage().delete(object(name(session)));
    }

    /** Whether the claim of this home is still there. */
    boolean isOurs(SessionId session) throws BackupException {
        return depot.storage().exists(object(name(session)));
    }

    /** Whether any home is about to purge the session. */
    boolean isMade(SessionId session) throws BackupException {
        for (StoredObject object : depot.storage().list(depot.names().quarantine())) {
            if (session(NAME.matcher(object.name().lastPart())).equals(Optional.of(session))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<SessionId> session(Matcher name) {
        return name.matches() ? Optional.of(new SessionId(Long.parseLong(name.group(1)))) : Optional.empty();
    }

    /**
     * Ends what an earlier clean-up of this home has left, which died: a session of which its gravestone tells goes.
     * Claims of dead homes go too.
     */
    void endLeftOver() throws BackupException {
        for (StoredObject object : depot.storage().list(depot.names().quarantine())) {
            Matcher name = NAME.matcher(object.name().lastPart());
            Optional<SessionId> session = session(name);
            boolean ours = session.isPresent() && name.group(2).equals(attendance.id());
            if (ours && isGone(session.get())) {
                depot.storage().delete(depot.names().session(session.get()));
            }
            if (ours || session.isPresent() && attendance.book().retired().contains(name.group(2))) {
                depot.storage().delete(object.name());
            }
        }
    }

    private boolean isGone(SessionId session) throws BackupException {
        return PurgedList.newest(depot, attendance.id()).sessions().stream()
                .anyMatch(grave -> grave.session().equals(session));
    }
}
