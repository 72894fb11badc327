package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectMissingException;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * What was removed from a device: what can still be brought back, and what is gone for good.
 *
 * @param removals entries that are there
 * @param purged what each home has removed for good
 */
public record Quarantine(List<Removal> removals, List<PurgedList> purged) {

    /** Other homes may replace an object between listing and reading; so often in a row they do not. */
    private static final int REPLACED_MEANWHILE = 5;

    public Quarantine {
        removals = List.copyOf(removals);
        purged = List.copyOf(purged);
    }

    /** As the storage has it. */
    public static Quarantine read(Depot depot) throws BackupException {
        return read(depot, List.of());
    }

    /**
     * As the storage has it; what is among the known entries is not read again.
     * <p>
     * Entries are listed before what is purged: cabinets of an entry that is gone already stand in the list that is
     * found afterwards.
     */
    public static Quarantine read(Depot depot, List<Removal> known) throws BackupException {
        var objects = new StoredObjects(depot.names(), depot.storage());
        var removals = new ArrayList<Removal>();
        for (StoredObject object : depot.storage().list(depot.names().quarantine())) {
            String name = object.name().lastPart();
            Optional<Removal> seen = known.stream().filter(removal -> removal.name().equals(name)).findFirst();
            if (seen.isPresent()) {
                removals.add(seen.get());
            } else if (Removal.isName(name)) {
                Optional<byte[]> bytes = readIfThere(objects, object);
                if (bytes.isPresent()) {
                    removals.add(Removal.decode(depot.vault(), name, bytes.get()));
                }
            }
        }
        return new Quarantine(removals, purged(depot, objects));
    }

    private static List<PurgedList> purged(Depot depot, StoredObjects objects) throws BackupException {
        for (int left = REPLACED_MEANWHILE;; left--) {
            try {
                var lists = new ArrayList<PurgedList>();
                for (HomeObject one : HomeObject.newest(depot.storage().list(depot.names().purged()))) {
                    lists.add(PurgedList.decode(depot.vault(), one.home(), one.number(), objects.read(one.object())));
                }
                return lists;
            } catch (ObjectMissingException replaced) {
                if (left == 0) {
                    throw replaced;
                }
            }
        }
    }

    /** Between listing and reading, another home may have ended the entry. */
    private static Optional<byte[]> readIfThere(StoredObjects objects, StoredObject object) throws BackupException {
        try {
            return Optional.of(objects.read(object));
        } catch (ObjectMissingException ended) {
            return Optional.empty();
        }
    }

    /** Sessions that are not listed: removed, or gone for good. */
    public Set<SessionId> hidden() {
        Set<SessionId> hidden = new HashSet<>();
        removals.forEach(removal -> removal.session().ifPresent(hidden::add));
        gravestones().forEach(grave -> hidden.add(grave.session()));
        return hidden;
    }

    /**
     * Sessions that others have stored and that the register does not know yet: it has no root of them, and they do not
     * run here.
     *
     * @param roots that are stored
     */
    public List<SessionId> unknown(List<StoredObject> roots, BackupRegister register) throws BackupException {
        Set<SessionId> known = hidden();
        for (SessionReport session : register.sessions()) {
            if (session.end().isEmpty() || register.root(session.id()).isPresent()) {
                known.add(session.id());
            }
        }
        return roots.stream().map(root -> new SessionId(StoredObjects.number(root)))
                .filter(session -> !known.contains(session)).toList();
    }

    /** Entries for sessions that can be brought back. */
    public List<Removal> sessions() {
        Set<SessionId> gone = new HashSet<>();
        gravestones().forEach(grave -> gone.add(grave.session()));
        return removals.stream().filter(one -> one.session().isPresent() && !gone.contains(one.session().get()))
                .toList();
    }

    /** Whether a session of that number is gone for good. */
    public boolean isGone(SessionId session) {
        return gravestones().stream().anyMatch(grave -> grave.session().equals(session));
    }

    /** Whether that home has removed a session of that number. */
    public boolean isOf(SessionId session, String home) {
        return removals.stream().anyMatch(one -> one.session().equals(Optional.of(session)) && one.home().equals(home));
    }

    /** Entries for cabinets. */
    public List<Removal> tombstones() {
        return removals.stream().filter(one -> one.session().isEmpty()).toList();
    }

    /** What is left of the sessions that are gone for good. */
    public List<Gravestone> gravestones() {
        return purged.stream().flatMap(list -> list.sessions().stream()).toList();
    }

    /** Whether a cabinet that is not there was removed by a clean-up, so that nothing is lost. */
    public boolean mayLack(CabinetId cabinet) {
        return purged.stream().anyMatch(list -> list.has(cabinet))
                || removals.stream().anyMatch(one -> one.cabinets().contains(cabinet));
    }

    /** Which state of the purged lists that is: another one where anything was removed for good since. */
    public String mark() {
        return String.join(" ", purged.stream().map(list -> list.home() + "-" + list.number()).toList());
    }
}
