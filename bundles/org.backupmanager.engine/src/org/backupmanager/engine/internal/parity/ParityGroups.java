package org.backupmanager.engine.internal.parity;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.GroupPlan.Candidate;
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
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * The parity groups of a device. A group exists once its manifest is stored, which comes last; a new group replaces an
 * old one only after it exists. One call at a time works; others wait.
 */
public final class ParityGroups {

    private final Depot depot;
    private final Home home;
    private final SecureRandom chance;
    private final StoredObjects objects;
    private final ReentrantLock working = new ReentrantLock();

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
    public int form(ParityScheme scheme, Making making) throws BackupException {
        working.lock();
        try {
            return form(scheme, making, Set.of());
        } finally {
            working.unlock();
        }
    }

    private int form(ParityScheme scheme, Making making, Set<String> going) throws BackupException {
        dissolveStale();
        GroupList list = GroupList.in(home);
        var plan = new GroupPlan(depot, list, going);
        if (!depot.vault().canRead() || plan.free().size() < scheme.members()) {
            return 0;
        }
        bringInLine(list);
        List<List<Candidate>> planned = plan.groups(scheme);
        making.planned(planned.size());
        for (List<Candidate> group : planned) {
            making.pass();
            make(group, scheme, making, list);
            making.made();
        }
        list.save();
        return planned.size();
    }

    /** Whether cabinets wait for a group, as far as this home knows. Does not wait while groups are made. */
    public boolean isDue(ParityScheme scheme) throws BackupException {
        return depot.vault().canRead() && !new GroupPlan(depot, GroupList.in(home), Set.of()).groups(scheme).isEmpty();
    }

    /**
     * Which cabinets are in groups.
     *
     * @param covered cabinets that are in a group
     * @param open cabinets that are in none; those in quarantine are left out
     * @param groups how many there are
     * @param damaged groups of which something is damaged or missing
     */
    public record Coverage(int covered, int open, int groups, int damaged) {
    }

    /**
     * As this home knows it, without waiting where groups are made; only a home that knows of none looks whether the
     * storage has some.
     */
    public Coverage coverage() throws BackupException {
        if (!home.has(Home.PARITY) && depot.vault().canRead() && working.tryLock()) {
            try {
                bringInLine(GroupList.in(home));
            } finally {
                working.unlock();
            }
        }
        GroupList list = GroupList.in(home);
        Set<CabinetId> grouped = list.byMember().keySet();
        int covered = 0;
        int open = 0;
        for (CabinetId id : depot.register().cabinets()) {
            OptionalInt number = depot.register().number(id);
            if (grouped.contains(id)) {
                covered++;
            } else if (number.isPresent() && !depot.attendance().isCondemned(number.getAsInt())) {
                open++;
            }
        }
        return new Coverage(covered, open, list.size(), depot.damages().groups().size());
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

    private void make(List<Candidate> group, ParityScheme scheme, Gate gate, GroupList list) throws BackupException {
        StorageTransport storage = depot.within(gate).storage();
        List<Input> inputs = group.stream().map(candidate -> new Input(candidate.cabinet(), candidate.size(),
                ObjectSource.of(storage, depot.names().cabinet(candidate.cabinet())))).toList();
        Encoded encoded = new ParityEncoder(scheme.parity(), gate).encode(ParityGroup.newId(chance), inputs);
        String id = encoded.group().id();
        for (int row = 0; row < encoded.parity().size(); row++) {
            storage.put(depot.names().parity(id, row), encoded.parity().get(row));
        }
        storage.put(depot.names().parityManifest(id), encoded.group().encode(depot.vault(), chance));
        list.put(id, inputs.stream().map(Input::cabinet).toList());
        list.save();
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
    public Map<CabinetId, String> of(Collection<CabinetId> cabinets) throws BackupException {
        working.lock();
        try {
            GroupList list = GroupList.in(home);
            bringInLine(list);
            Map<CabinetId, String> all = list.byMember();
            all.keySet().retainAll(new HashSet<>(cabinets));
            return all;
        } finally {
            working.unlock();
        }
    }

    /** Groups of which something is damaged go, but only when what is sound of them is in new ones. */
    public void renew(Set<String> damaged, Optional<ParityScheme> scheme, Making making) throws BackupException {
        working.lock();
        try {
            if (scheme.isPresent()) {
                form(scheme.get(), making, damaged);
            }
            dissolveGroups(damaged);
        } finally {
            working.unlock();
        }
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
