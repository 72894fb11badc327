package org.backupmanager.engine.internal.cleanup;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.Removal;
import org.backupmanager.engine.internal.stored.SessionNumbers;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;

/**
 * What this home knows of the quarantine, and the register in line with it. Each look has a number, and each entry the
 * number of the look that found it. {@link HomeAttendance} lets one thread at a time look; whether a cabinet is
 * condemned can be asked at any time.
 */
final class QuarantineWatch {

    private final Depot depot;
    private final HomeMemory memory;
    private final OwnNote own;
    private volatile BitSet condemned = new BitSet();
    private Quarantine quarantine = new Quarantine(List.of(), List.of());
    private long look;
    private final Map<String, Long> found = new HashMap<>();

    QuarantineWatch(Depot depot, HomeMemory memory, OwnNote own) {
        this.depot = depot;
        this.memory = memory;
        this.own = own;
    }

    /**
     * Learns what is in quarantine, and what is gone.
     *
     * @param book as it is now
     * @param thorough whether the register is compared with the storage even if nobody else changed that
     */
    void look(HomeBook book, boolean thorough) throws BackupException {
        look++;
        quarantine = Quarantine.read(depot, quarantine.removals());
        for (Removal removal : quarantine.removals()) {
            found.putIfAbsent(removal.name(), look);
        }
        Set<String> names = new HashSet<>(quarantine.removals().stream().map(Removal::name).toList());
        found.keySet().retainAll(names);
        if (thorough || !quarantine.mark().equals(own.mark()) || book.hasOthers(own.home()) && hasUnknownSessions()) {
            memory.align(quarantine);
            own.compared(quarantine.mark());
            memory.listChanged();
        }
        hide();
        condemned = numbers();
    }

    private boolean hasUnknownSessions() throws BackupException {
        var objects = new StoredObjects(depot.names(), depot.storage());
        return !quarantine.unknown(objects.sessions(), depot.register()).isEmpty();
    }

    /** A session that nobody else knows is not hidden by one that has its number; it gets another. */
    private void hide() throws BackupException {
        Set<SessionId> hidden = quarantine.hidden();
        boolean changed = false;
        for (SessionReport report : depot.register().sessions()) {
            if (!hidden.contains(report.id())) {
                continue;
            }
            if (depot.register().root(report.id()).isPresent() || quarantine.isOf(report.id(), own.home())) {
                depot.register().remove(report.id());
                changed = true;
            } else if (report.end().isPresent()) {
                new SessionNumbers(depot.register()).move(report);
                changed = true;
            }
        }
        if (changed) {
            memory.listChanged();
        }
    }

    private BitSet numbers() throws BackupException {
        var numbers = new BitSet();
        for (Removal tombstone : quarantine.tombstones()) {
            for (CabinetId cabinet : tombstone.cabinets()) {
                OptionalInt number = depot.register().number(cabinet);
                number.ifPresent(numbers::set);
            }
        }
        return numbers;
    }

    /** This home itself has put that into quarantine. */
    void add(Removal tombstone) throws BackupException {
        var removals = new ArrayList<>(quarantine.removals());
        removals.add(tombstone);
        quarantine = new Quarantine(removals, quarantine.purged());
        found.put(tombstone.name(), ++look);
        condemned = numbers();
    }

    /** The number of the last look. */
    long last() {
        return look;
    }

    /** The number of the look that found the entry, which is in quarantine. */
    long foundBy(Removal entry) {
        return found.get(entry.name());
    }

    /** What was in quarantine at the last look. */
    Quarantine quarantine() {
        return quarantine;
    }

    /** Whether the cabinet was in quarantine at the last look. */
    boolean isCondemned(int cabinet) {
        return condemned.get(cabinet);
    }

    /** The cabinets that were in quarantine at the last look. */
    BitSet condemned() {
        return (BitSet) condemned.clone();
    }
}
