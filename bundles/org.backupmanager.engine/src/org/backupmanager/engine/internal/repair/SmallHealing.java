package org.backupmanager.engine.internal.repair;

import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
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

/**
 * Heals the vault object from a second copy, and session roots from the register or a copy. A damaged one cannot be
 * read
 * by anybody, so nothing is lost when it goes before the healed one takes its name. Damaged parts of the register go:
 * what they say stands at the ends of the cabinets too.
 */
final class SmallHealing {

    private final Depot depot;
    private final RepairTask task;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final StoredObjects objects;

    SmallHealing(Depot depot, RepairTask task, RunProgress progress, TroubleLog troubles) {
        this.depot = depot;
        this.task = task;
        this.progress = progress;
        this.troubles = troubles;
        objects = new StoredObjects(depot.names(), depot.storage());
    }

    /** Whether the bytes of an object are right. */
    private interface Judgement {
        void check(byte[] object) throws BackupException;
    }

    void run() throws BackupException {
        ObjectName vault = depot.names().vault();
        if (!isSound(vault, depot.vault()::check)) {
            heal(vault, fromCopy(vault, depot.vault()::check), Messages.text("repair.copy"));
        }
        for (SessionReport report : depot.register().sessions()) {
            progress.checkCancelled();
            Optional<byte[]> known = depot.register().root(report.id());
            if (known.isPresent()) {
                healRoot(report.id(), known.get());
            }
        }
        for (StoredObject part : objects.registerParts()) {
            long number = StoredObjects.number(part);
            if (!isSound(part.name(), object -> RegisterPart.decode(depot.vault(), number, object))) {
                removePart(part.name());
            }
        }
    }

    private void healRoot(SessionId session, byte[] known) throws BackupException {
        ObjectName name = depot.names().session(session);
        if (!isSound(name, object -> SessionRoot.decode(depot.vault(), session, object))) {
            heal(name, Optional.of(known), Messages.text("repair.register"));
        }
    }

    private void removePart(ObjectName name) throws BackupException {
        if (task.apply()) {
            depot.storage().delete(name);
        }
        troubles.add(ItemPath.ROOT, task.apply() ? Code.HEALED : Code.HEALABLE, Severity.WARNING, name,
                Messages.text("repair.cabinets"));
    }

    private boolean isSound(ObjectName name, Judgement judgement) throws BackupException {
        try {
            judgement.check(objects.read(name));
            return true;
        } catch (BackupException found) {
            if (found.code() != Code.OBJECT_DAMAGED && found.code() != Code.OBJECT_MISSING) {
                throw found;
            }
            return false;
        }
    }

    private Optional<byte[]> fromCopy(ObjectName name, Judgement judgement) throws BackupException {
        if (task.copy().isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] object = new StoredObjects(depot.names(), task.copy().get()).read(name);
            judgement.check(object);
            return Optional.of(object);
        } catch (BackupException damagedToo) {
            if (damagedToo.code() != Code.OBJECT_DAMAGED && damagedToo.code() != Code.OBJECT_MISSING) {
                throw damagedToo;
            }
            return Optional.empty();
        }
    }

    private void heal(ObjectName name, Optional<byte[]> object, String from) throws BackupException {
        if (object.isEmpty()) {
            troubles.add(ItemPath.ROOT, Code.NOT_HEALABLE, Severity.ERROR, name, Messages.text("repair.nothing"));
            return;
        }
        if (task.apply()) {
            depot.storage().delete(name);
            depot.storage().put(name, object.get());
        }
        troubles.add(ItemPath.ROOT, task.apply() ? Code.HEALED : Code.HEALABLE, Severity.WARNING, name, from);
    }
}
