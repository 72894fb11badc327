package org.backupmanager.engine.internal.verify;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/** Checks the vault object, the roots of all sessions and the parts of the register. */
final class SmallObjects {

    private final Depot depot;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final StoredObjects objects;

    SmallObjects(Depot depot, RunProgress progress, TroubleLog troubles) {
        this.depot = depot;
        this.progress = progress;
        this.troubles = troubles;
        objects = new StoredObjects(depot.names(), depot.storage());
    }

    void run() throws BackupException {
        check(depot.names().vault(), () -> depot.vault().check(objects.read(depot.names().vault())));
        Set<SessionId> stored = new HashSet<>();
        for (StoredObject root : objects.sessions()) {
            var session = new SessionId(StoredObjects.number(root));
            stored.add(session);
            check(root.name(), () -> checkRoot(session, objects.read(root)));
        }
        for (SessionReport report : depot.register().sessions()) {
            if (!stored.contains(report.id()) && depot.register().root(report.id()).isPresent()) {
                troubles.add(ItemPath.ROOT, Code.OBJECT_MISSING, Severity.ERROR, depot.names().session(report.id()),
                        depot.storage().label());
            }
        }
        for (StoredObject part : objects.registerParts()) {
            check(part.name(), () -> RegisterPart.decode(depot.vault(), StoredObjects.number(part),
                    objects.read(part)));
        }
    }

    private void checkRoot(SessionId session, byte[] object) throws BackupException {
        SessionRoot.decode(depot.vault(), session, object);
        Optional<byte[]> known = depot.register().root(session);
        if (known.isPresent() && !Arrays.equals(known.get(), object)) {
            throw new BackupException(Code.OBJECT_DAMAGED, depot.names().session(session),
                    "it is not the root that was stored from here");
        }
    }

    /** Looks at one object. */
    private interface Look {
        void run() throws BackupException;
    }

    private void check(ObjectName name, Look look) throws BackupException {
        progress.checkCancelled();
        try {
            look.run();
        } catch (BackupException found) {
            switch (found.code()) {
                case OBJECT_DAMAGED, OBJECT_MISSING, FORMAT_UNKNOWN -> troubles.add(ItemPath.ROOT, found);
                default -> throw found;
            }
        }
    }
}
