package org.backupmanager.engine.internal.parity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.session.BackupException;

/**
 * Which cabinets go into which new groups.
 *
 * @param depot of the device
 * @param list of the groups that are there
 * @param going groups that are about to go: their cabinets need others
 */
record GroupPlan(Depot depot, GroupList list, Set<String> going) {

    /** A group may hold this many times the parity that members of equal size would have. */
    private static final int MOST_WASTE = 2;

    /**
     * A cabinet that is to be protected.
     *
     * @param size bytes of it in the storage
     */
    record Candidate(CabinetId cabinet, long size) {
    }

    /** Cabinets that are in no group, or in one of those that go. */
    List<CabinetId> free() throws BackupException {
        Set<CabinetId> grouped = list.membersBut(going);
        return depot.register().cabinets().stream().filter(id -> !grouped.contains(id)).toList();
    }

    /** The groups to be made. */
    List<List<Candidate>> groups(ParityScheme scheme) throws BackupException {
        var planned = new ArrayList<List<Candidate>>();
        List<Candidate> candidates = candidates();
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

    /** Largest first, so that neighbours are of similar size; what is damaged cannot protect anything. */
    private List<Candidate> candidates() throws BackupException {
        var candidates = new ArrayList<Candidate>();
        for (CabinetId id : free()) {
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
}
