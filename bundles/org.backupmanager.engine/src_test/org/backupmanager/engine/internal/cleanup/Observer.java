package org.backupmanager.engine.internal.cleanup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.MemoryRegister;
import org.backupmanager.testkit.MemoryTransport;

/**
 * Sees every change of a storage at the moment it happens and knows at each moment whether all sessions whose roots are
 * there could be restored: the trivial model of promise 2. For one thread at a time.
 */
final class Observer {

    private final Depot depot;
    private final CabinetReader reader;
    private final Map<ObjectName, CabinetDirectory> cabinets = new HashMap<>();
    private final Map<SliceId, Integer> copies = new HashMap<>();
    private final Map<Long, Set<SliceId>> needs = new HashMap<>();
    /** What retired homes stored the roots of: nobody promises it, but while the root is there, it is no waste. */
    private final Map<Long, Set<SliceId>> unpromised = new HashMap<>();

    Observer(Vault vault, MemoryTransport storage, ObjectNames names) {
        depot = new Depot(vault, storage, new MemoryRegister(), names);
        reader = new CabinetReader(vault);
    }

    /** An object was stored; fails where it is the root of a session that lacks something. */
    void stored(ObjectName name, boolean promised) throws BackupException {
        if (isCabinet(name) && !cabinets.containsKey(name)) {
            CabinetDirectory directory = reader.directory(depot.storage(), name, new CabinetId(name.lastPart()));
            depot.register().add(directory);
            cabinets.put(name, directory);
            for (int i = 0; i < directory.count(); i++) {
                copies.merge(directory.slice(i), 1, Integer::sum);
            }
        } else if (isRoot(name) && !promised) {
            unpromised.put(number(name), slicesThere(number(name)));
        } else if (isRoot(name) && !needs.containsKey(number(name))) {
            Set<SliceId> slices = slices(number(name));
            needs.put(number(name), slices);
            for (SliceId slice : slices) {
                if (!copies.containsKey(slice)) {
                    throw new AssertionError("session " + number(name) + " was committed without slice " + slice);
                }
            }
        }
    }

    /** An object was deleted; fails where a session needs something that is gone now. */
    void deleted(ObjectName name) throws BackupException {
        if (isRoot(name)) {
            needs.remove(number(name));
            unpromised.remove(number(name));
        }
        if (cabinets.containsKey(name)) {
            CabinetDirectory directory = cabinets.remove(name);
            depot.register().remove(directory.id());
            for (int i = 0; i < directory.count(); i++) {
                copies.computeIfPresent(directory.slice(i), (_, n) -> n == 1 ? null : n - 1);
            }
            for (Map.Entry<Long, Set<SliceId>> session : needs.entrySet()) {
                for (int i = 0; i < directory.count(); i++) {
                    if (!copies.containsKey(directory.slice(i)) && session.getValue().contains(directory.slice(i))) {
                        throw new AssertionError("session " + session.getKey() + " lost slice " + directory.slice(i)
                                + " with cabinet " + directory.id());
                    }
                }
            }
        }
    }

    /** None where the root lacks something. */
    private Set<SliceId> slicesThere(long number) {
        try {
            return slices(number);
        } catch (BackupException lacking) {
            return Set.of();
        }
    }

    private Set<SliceId> slices(long number) throws BackupException {
        var session = new SessionId(number);
        byte[] object = bytes(depot.names().session(session));
        SessionRoot root = SessionRoot.decode(depot.vault(), session, object);
        depot.register().commit(root.report(), object);
        Set<SliceId> slices = new HashSet<>();
        root.tree().forEach(piece -> add(piece, slices));
        var trees = new TreeReader(depot);
        trees.walk(session, (item, content) -> {
            add(content, slices);
            for (Piece piece : trees.pieces(content)) {
                add(piece, slices);
            }
            return true;
        });
        return slices;
    }

    private static void add(Content content, Set<SliceId> slices) {
        content.pieces().forEach(piece -> add(piece, slices));
    }

    private static void add(Piece piece, Set<SliceId> slices) {
        if (!piece.isHole()) {
            slices.add(piece.slice());
        }
    }

    private byte[] bytes(ObjectName name) throws BackupException {
        var content = depot.storage().get(name, 0, (int) depot.storage().size(name));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    /** Cabinets of which no session whose root is there needs anything. */
    Set<ObjectName> waste() {
        Set<SliceId> needed = new HashSet<>();
        needs.values().forEach(needed::addAll);
        unpromised.values().forEach(needed::addAll);
        Set<ObjectName> waste = new HashSet<>();
        cabinets.forEach((name, directory) -> {
            boolean used = false;
            for (int i = 0; i < directory.count(); i++) {
                used |= needed.contains(directory.slice(i));
            }
            if (!used) {
                waste.add(name);
            }
        });
        return waste;
    }

    /** Sessions whose roots are there. */
    Set<Long> sessions() {
        return Set.copyOf(needs.keySet());
    }

    private boolean isCabinet(ObjectName name) {
        return name.value().startsWith(depot.names().cabinets().value() + "/");
    }

    boolean isRoot(ObjectName name) {
        return name.value().startsWith(depot.names().sessions().value() + "/");
    }

    static long number(ObjectName root) {
        return Long.parseLong(root.lastPart());
    }
}
