package org.backupmanager.engine.internal.parity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.pipeline.ParityEncoder;
import org.backupmanager.pipeline.ParityEncoder.Encoded;
import org.backupmanager.pipeline.ParityEncoder.Input;
import org.backupmanager.pipeline.ParityGroup;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * The parity groups of a device. A group exists once its manifest is stored, which comes last; a new group replaces an
 * old one only after it exists. One call at a time works; others wait.
 */
public final class ParityGroups {

    /** A group may hold this many times the parity that members of equal size would have. */
    private static final int MOST_WASTE = 2;

    private final Depot depot;
    private final Home home;
    private final SecureRandom chance;
    private final StoredObjects objects;

    public ParityGroups(Depot depot, Home home, SecureRandom chance) {
        this.depot = depot;
        this.home = home;
        this.chance = chance;
        objects = new StoredObjects(depot.names(), depot.storage());
    }

    /**
     * Makes groups of cabinets that are in none, as long as there are enough of them.
     *
     * @return how many were made
     */
    public synchronized int form(ParityScheme scheme, Gate gate) throws BackupException {
        return form(scheme, gate, Set.of());
    }

    private int form(ParityScheme scheme, Gate gate, Set<String> going) throws BackupException {
        dissolveStale();
        GroupList list = GroupList.in(home);
        if (!depot.vault().canRead() || free(list, going).size() < scheme.members()) {
            return 0;
        }
        bringInLine(list);
        List<List<Candidate>> planned = plan(scheme, list, going);
        for (List<Candidate> group : planned) {
            gate.pass();
            make(group, scheme, gate, list);
        }
        list.save();
        return planned.size();
    }

    /** Whether cabinets wait for a group, as far as this home knows. Does not wait while groups are made. */
    public boolean isDue(ParityScheme scheme) throws BackupException {
        return depot.vault().canRead() && !plan(scheme, GroupList.in(home), Set.of()).isEmpty();
    }

    private List<List<Candidate>> plan(ParityScheme scheme, GroupList list, Set<String> going) throws BackupException {
        var planned = new ArrayList<List<Candidate>>();
        List<Candidate> candidates = candidates(list, going);
        for (int from = 0; from + scheme.members() <= candidates.size();) {
            List<Candidate> group = candidates.subList(from, from + scheme.members());
            if (isWasteful(group)) {
                from++;
            } else {
                planned.add(group);
                from += scheme.members();
            }
        }
        return planned;
    }

    /** Groups that counted on cabinets which clean-up has removed go; those that can bring a lost one back stay. */
    private void dissolveStale() throws BackupException {
        Set<CabinetId> known = new HashSet<>(depot.register().cabinets());
        Map<CabinetId, String> unknown = GroupList.in(home).byMember();
        unknown.keySet().removeAll(known);
        if (unknown.isEmpty()) {
            return;
        }
        Quarantine quarantine = Quarantine.read(depot);
        Set<String> stale = new HashSet<>();
        for (var member : unknown.entrySet()) {
            if (quarantine.mayLack(member.getKey())
                    && !depot.storage().exists(depot.names().cabinet(member.getKey()))) {
                stale.add(member.getValue());
            }
        }
        dissolveGroups(stale);
    }

    private record Candidate(CabinetId cabinet, long size) {
    }

    /** Cabinets that are in no group, or in one of those only. */
    private List<CabinetId> free(GroupList list, Set<String> going) throws BackupException {
        Set<CabinetId> grouped = list.membersBut(going);
        return depot.register().cabinets().stream().filter(id -> !grouped.contains(id)).toList();
    }

    /** Largest first, so that neighbours are of similar size; what is damaged cannot protect anything. */
    private List<Candidate> candidates(GroupList list, Set<String> going) throws BackupException {
        var candidates = new ArrayList<Candidate>();
        for (CabinetId id : free(list, going)) {
            OptionalInt number = depot.register().number(id);
            if (number.isPresent() && mayLast(number.getAsInt())) {
                candidates.add(new Candidate(id, depot.register().cabinet(number.getAsInt()).size()));
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::size).reversed());
        return candidates;
    }

    private boolean mayLast(int cabinet) {
        return depot.damages().of(cabinet).isEmpty() && !depot.attendance().isCondemned(cabinet);
    }

    private static boolean isWasteful(List<Candidate> group) {
        long sum = group.stream().mapToLong(Candidate::size).sum();
        return sum * MOST_WASTE < group.getFirst().size() * group.size();
    }

    private void make(List<Candidate> group, ParityScheme scheme, Gate gate, GroupList list) throws BackupException {
        List<Input> inputs = group.stream().map(candidate -> new Input(candidate.cabinet, candidate.size,
                ObjectSource.of(depot.storage(), depot.names().cabinet(candidate.cabinet)))).toList();
        Encoded encoded = new ParityEncoder(scheme.parity(), gate).encode(ParityGroup.newId(chance), inputs);
        String id = encoded.group().id();
        for (int row = 0; row < encoded.parity().size(); row++) {
            put(depot.names().parity(id, row), encoded.parity().get(row));
        }
        put(depot.names().parityManifest(id), encoded.group().encode(depot.vault(), chance));
        list.put(id, inputs.stream().map(Input::cabinet).toList());
        list.save();
    }

    private void put(ObjectName name, byte[] bytes) throws BackupException {
        var crc = new CRC32C();
        crc.update(bytes);
        depot.storage().put(name, List.of(ByteBuffer.wrap(bytes)), (int) crc.getValue());
    }

    /** What another machine has stored or removed meanwhile; parity without a manifest goes when it is met twice. */
    private void bringInLine(GroupList list) throws BackupException {
        Map<String, Boolean> stored = stored();
        list.retain(stored.keySet());
        for (var group : stored.entrySet()) {
            String id = group.getKey();
            if (!group.getValue()) {
                if (list.isLeftOver(id)) {
                    remove(id);
                    list.remove(id);
                } else {
                    list.put(id, List.of());
                }
            } else if (!list.knows(id) || list.isLeftOver(id)) {
                list.put(id, membersOf(id));
            }
        }
        list.save();
    }

    /** A group whose manifest is damaged has no members, so that its cabinets go into another. */
    private List<CabinetId> membersOf(String id) throws BackupException {
        try {
            return read(id).members().stream().map(ParityGroup.Member::cabinet).toList();
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED) {
                throw damaged;
            }
            return List.of();
        }
    }

    /** The ids of all groups in the storage, and whether each has its manifest. */
    private Map<String, Boolean> stored() throws BackupException {
        Map<String, Boolean> groups = new TreeMap<>();
        for (StoredObject object : depot.storage().list(depot.names().parity())) {
            String[] parts = object.name().value().split("/");
            String id = parts[parts.length - 2];
            if (id.matches("[0-9a-f]{32}")) {
                groups.merge(id, object.name().equals(depot.names().parityManifest(id)), Boolean::logicalOr);
            }
        }
        return groups;
    }

    /** The ids of all groups that have a manifest, damaged or not. */
    public Set<String> ids() throws BackupException {
        Set<String> ids = new TreeSet<>();
        stored().forEach((id, manifest) -> {
            if (manifest) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** A group, as its manifest says. */
    public ParityGroup read(String id) throws BackupException {
        return ParityGroup.decode(depot.vault(), id, objects.read(depot.names().parityManifest(id)));
    }

    /** The group of each of these cabinets that is in one. */
    public synchronized Map<CabinetId, String> of(Collection<CabinetId> cabinets) throws BackupException {
        GroupList list = GroupList.in(home);
        bringInLine(list);
        Map<CabinetId, String> all = list.byMember();
        all.keySet().retainAll(new HashSet<>(cabinets));
        return all;
    }

    /** Groups of which something is damaged go, but only when what is sound of them is in new ones. */
    public synchronized void renew(Set<String> damaged, Optional<ParityScheme> scheme, Gate gate)
            throws BackupException {
        if (scheme.isPresent()) {
            form(scheme.get(), gate, damaged);
        }
        dissolveGroups(damaged);
    }

    private void dissolveGroups(Collection<String> ids) throws BackupException {
        GroupList list = GroupList.in(home);
        for (String id : ids) {
            remove(id);
            list.remove(id);
        }
        list.save();
    }

    /** The manifest first: parity without it is known to be left over. */
    private void remove(String id) throws BackupException {
        depot.storage().delete(depot.names().parityManifest(id));
        for (int row = 0; row < ParityGroup.MOST_PARITY; row++) {
            depot.storage().delete(depot.names().parity(id, row));
        }
    }
}
