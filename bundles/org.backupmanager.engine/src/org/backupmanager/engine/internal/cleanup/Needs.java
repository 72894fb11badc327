package org.backupmanager.engine.internal.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * The roots that are in a storage at one moment, and what they need. A root counts as long as it is there, whatever is
 * said of its session. For one thread.
 */
final class Needs {

    private final Depot depot;
    private final List<StoredObject> listed;
    private final List<StoredObject> hidden;

    private Needs(Depot depot, List<StoredObject> listed, List<StoredObject> hidden) {
        this.depot = depot;
        this.listed = listed;
        this.hidden = hidden;
    }

    /**
     * Lists the roots.
     *
     * @param hiding sessions that are not on the list
     * @param gone sessions to pass over: a preview plays that they are purged
     * @throws BackupException {@code OBJECT_MISSING} where a session that this home lists is not there: a listing that
     *         is not complete would cost data
     */
    static Needs list(Depot depot, Set<SessionId> hiding, Set<SessionId> gone) throws BackupException {
        if (!depot.storage().exists(depot.names().vault())) {
            throw new BackupException(Code.DEVICE_MISSING, depot.vault().device(), depot.storage().label());
        }
        // Asked before the listing: what is committed after it is not missing
        List<SessionId> known = committed(depot);
        var listed = new ArrayList<StoredObject>();
        var hidden = new ArrayList<StoredObject>();
        Set<SessionId> there = new HashSet<>();
        for (StoredObject root : new StoredObjects(depot.names(), depot.storage()).sessions()) {
            var session = new SessionId(StoredObjects.number(root));
            there.add(session);
            if (!gone.contains(session)) {
                (hiding.contains(session) ? hidden : listed).add(root);
            }
        }
        for (SessionId session : known) {
            if (!there.contains(session)) {
                throw new BackupException(Code.OBJECT_MISSING, depot.names().session(session), depot.storage().label());
            }
        }
        return new Needs(depot, listed, hidden);
    }

    private static List<SessionId> committed(Depot depot) throws BackupException {
        var committed = new ArrayList<SessionId>();
        for (SessionReport report : depot.register().sessions()) {
            if (depot.register().root(report.id()).isPresent()) {
                committed.add(report.id());
            }
        }
        return committed;
    }

    /** Marks what the listed sessions need. */
    void markListed(NeedWalk walk) throws BackupException {
        for (StoredObject root : listed) {
            mark(root, walk);
        }
    }

    /** Marks what sessions need that are not listed; returns why not all of it could be marked. */
    Optional<String> markHidden(NeedWalk walk) throws BackupException {
        for (StoredObject root : hidden) {
            try {
                mark(root, walk);
            } catch (BackupException damaged) {
                if (damaged.code() != Code.OBJECT_DAMAGED && damaged.code() != Code.OBJECT_MISSING) {
                    throw damaged;
                }
                return Optional.of(Messages.text("cleanup.hidden", Long.toString(StoredObjects.number(root)),
                        damaged.getMessage()));
            }
        }
        return Optional.empty();
    }

    private void mark(StoredObject root, NeedWalk walk) throws BackupException {
        var session = new SessionId(StoredObjects.number(root));
        Optional<byte[]> known = depot.register().root(session);
        byte[] object = known.isPresent() ? known.get()
                : new StoredObjects(depot.names(), depot.storage()).read(root);
        walk.session(SessionRoot.decode(depot.vault(), session, object));
    }
}
