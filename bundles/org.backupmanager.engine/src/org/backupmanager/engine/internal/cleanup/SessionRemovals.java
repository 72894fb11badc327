package org.backupmanager.engine.internal.cleanup;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;

/**
 * Takes sessions off the list, brings them back, and removes them for good. A session is listed as long as its root is
 * there and no entry of the quarantine and no gravestone names it, so each of the first two steps is the storing or
 * deleting of one object.
 */
final class SessionRemovals {

    private static final long MOST_DRAWS = 1_000_000_000_000L;

    private final Depot depot;
    private final StoredObjects objects;
    private final HomeAttendance attendance;
    private final DeviceCleanUp.Held held;
    private final PurgeClaims claims;
    private final InstantSource clock;
    private final SecureRandom chance;

    /** @param held asked before each removal */
    SessionRemovals(Depot depot, HomeAttendance attendance, DeviceCleanUp.Held held, InstantSource clock,
            SecureRandom chance) {
        this.depot = depot;
        objects = new StoredObjects(depot.names(), depot.storage());
        this.attendance = attendance;
        claims = new PurgeClaims(depot, attendance);
        this.held = held;
        this.clock = clock;
        this.chance = chance;
    }

    /** A number that no entry of this home has. */
    static long draw(SecureRandom chance) {
        return chance.nextLong(1, MOST_DRAWS);
    }

    /** Takes sessions to quarantine, all of them or, where one may not go, none. */
    void remove(List<SessionId> sessions, boolean evenLast) throws BackupException {
        // asked first, since what was decided elsewhere changes the list too
        Set<SessionId> holds = held.now();
        List<SessionReport> listed = depot.register().sessions();
        var rules = new KeepRules(listed, holds);
        for (SessionId session : sessions) {
            SessionReport report = listed.stream().filter(one -> one.id().equals(session)).findFirst()
                    .orElseThrow(() -> missing(session));
            Optional<String> why = rules.whyKept(report, sessions, evenLast);
            if (why.isPresent()) {
                throw new BackupException(Code.SESSION_KEPT, session.toString(), why.get());
            }
        }
        for (SessionId session : sessions) {
            Removal removal = Removal.of(session, attendance.id(), draw(chance), clock.instant());
            depot.storage().put(removal.object(depot.names()), removal.encode(depot.vault()));
            depot.register().remove(session);
        }
    }

    private static BackupException missing(SessionId session) {
        return new BackupException(Code.NO_SESSION, "session " + session);
    }

    /** Brings sessions back; returns their reports. */
    List<SessionReport> undelete(List<SessionId> sessions) throws BackupException {
        Quarantine quarantine = Quarantine.read(depot);
        for (SessionId session : sessions) {
            if (entries(quarantine, session).isEmpty()) {
                throw missing(session);
            }
        }
        var reports = new ArrayList<SessionReport>();
        for (SessionId session : sessions) {
            reports.add(undelete(session, entries(quarantine, session)));
        }
        return reports;
    }

    private static List<Removal> entries(Quarantine quarantine, SessionId session) {
        return quarantine.sessions().stream().filter(one -> one.session().equals(Optional.of(session))).toList();
    }

    /**
     * The register first: where it ends between, the entry takes the session off the list again. Then it is looked
     * whether a clean-up is about to purge the session; that one looks for the entry after it has told so, so that of
     * the two at least one gives way.
     */
    private SessionReport undelete(SessionId session, List<Removal> entries) throws BackupException {
        byte[] object = objects.read(depot.names().session(session));
        SessionRoot root = SessionRoot.decode(depot.vault(), session, object);
        if (!root.troubles().isEmpty() && depot.register().troubles(session, 1).isEmpty()) {
            depot.register().save(session, root.troubles());
        }
        depot.register().commit(root.report(), object);
        for (Removal entry : entries) {
            depot.storage().delete(entry.object(depot.names()));
        }
        boolean late = claims.isMade(session) || Quarantine.read(depot).hidden().contains(session)
                || !depot.storage().exists(depot.names().session(session));
        if (late) {
            depot.register().remove(session);
            throw new BackupException(Code.NO_SESSION, Messages.text("undelete.late", session.toString()));
        }
        return root.report();
    }

    /**
     * Removes sessions for good. First they are claimed; where an entry is gone after that, somebody brings the session
     * back at this moment, and it stays. Their gravestones come next, so that nobody takes them for lost. A claim that
     * is gone then was taken for that of a dead home, and did not keep anybody from bringing the session back.
     *
     * @param gate asked before each session
     */
    List<SessionId> purge(List<Removal> ripe, PurgedBook purged, Gate gate) throws BackupException {
        claims.endLeftOver();
        Map<SessionId, List<Removal>> going = ripe.stream()
                .collect(groupingBy(removal -> removal.session().orElseThrow(), LinkedHashMap::new, toList()));
        for (SessionId session : List.copyOf(going.keySet())) {
            gate.pass();
            claims.make(session);
            if (!areThere(going.get(session))) {
                claims.end(session);
                going.remove(session);
            }
        }
        bury(going.keySet(), purged);
        var gone = new ArrayList<SessionId>();
        for (Map.Entry<SessionId, List<Removal>> one : going.entrySet()) {
            boolean isFinal = claims.isOurs(one.getKey());
            gate.pass();
            if (isFinal) {
                delete(one.getKey(), one.getValue());
                gone.add(one.getKey());
            } else {
                purged.withdraw(List.of(one.getKey()));
            }
        }
        return gone;
    }

    private boolean areThere(List<Removal> entries) throws BackupException {
        for (Removal entry : entries) {
            if (!depot.storage().exists(entry.object(depot.names()))) {
                return false;
            }
        }
        return true;
    }

    private void bury(Set<SessionId> going, PurgedBook purged) throws BackupException {
        var graves = new ArrayList<Gravestone>();
        for (SessionId session : going) {
            if (depot.storage().exists(depot.names().session(session))) {
                graves.add(gravestone(session));
            }
        }
        if (!graves.isEmpty()) {
            purged.add(graves, List.of());
        }
    }

    private void delete(SessionId session, List<Removal> entries) throws BackupException {
        depot.storage().delete(depot.names().session(session));
        for (Removal entry : entries) {
            depot.storage().delete(entry.object(depot.names()));
        }
        claims.end(session);
    }

    private Gravestone gravestone(SessionId session) throws BackupException {
        byte[] object = objects.read(depot.names().session(session));
        return new Gravestone(session, SessionRoot.decode(depot.vault(), session, object).link(),
                SessionRoot.hash(object));
    }
}
