package org.backupmanager.engine.internal.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.cleanup.DeviceCleanUp;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityKeeper;
import org.backupmanager.engine.internal.stored.Damages.Wound;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.verify.CheckedLog;
import org.backupmanager.engine.internal.verify.LossBook;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Quarantined;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.session.BackupException;

/**
 * How sound the storage of a device is, from what its home remembers.
 *
 * @param depot of the device, with its attendance
 * @param home of it
 * @param sessions all reports, newest first
 * @param keeper of its parity
 */
public record DeviceHealth(Depot depot, Home home, Supplier<List<SessionReport>> sessions, ParityKeeper keeper) {

    /** All of it; only the quarantine is read from the storage. */
    public StorageHealth look(DeviceCleanUp cleanUp) throws BackupException {
        // first, since what is condemned is known only after it
        List<Quarantined> quarantine = cleanUp.quarantine();
        return new StorageHealth(stored(), verified(), damage(), parity(), quarantine);
    }

    /** All cabinets. */
    public Extent stored() throws BackupException {
        var sum = new Sum();
        depot.register().cabinets((number, id, size, slices) -> sum.add(size));
        return sum.extent();
    }

    /** What was checked. */
    public Verified verified() throws BackupException {
        Map<CabinetId, Instant> times = CheckedLog.times(home);
        var inUse = new Sum();
        var sound = new Sum();
        depot.register().cabinets((number, id, size, slices) -> {
            if (depot.attendance().isCondemned(number)) {
                return;
            }
            inUse.add(size);
            Instant checked = times.get(id);
            if (checked != null && depot.damages().of(number).isEmpty()) {
                sound.add(size, checked);
            }
        });
        Optional<SessionReport> last = sessions.get().stream()
                .filter(report -> report.type() == Type.VERIFY && report.end().isPresent()).findFirst();
        return new Verified(inUse.extent(), sound.extent(), sound.oldest, last, home.has(Home.VERIFYING));
    }

    /** How cabinets are protected. */
    public Parity parity() throws BackupException {
        return keeper.parity();
    }

    private List<Damage> damage() throws BackupException {
        Map<Optional<CabinetId>, List<Loss>> losses = LossBook.read(home);
        var damage = new ArrayList<Damage>();
        for (Map.Entry<Integer, Wound> wound : depot.damages().all().entrySet()) {
            if (!depot.attendance().isCondemned(wound.getKey())) {
                CabinetId cabinet = wound.getValue().cabinet();
                damage.add(new Damage(depot.names().cabinet(cabinet).value(), wound.getValue().missing(), false,
                        losses.getOrDefault(Optional.of(cabinet), List.of())));
            }
        }
        for (String group : depot.damages().groups()) {
            damage.add(new Damage(depot.names().parityManifest(group).value(), false, true, List.of()));
        }
        List<Loss> nowhere = losses.getOrDefault(Optional.<CabinetId>empty(), List.of());
        if (!nowhere.isEmpty()) {
            damage.add(new Damage("", true, false, nowhere));
        }
        damage.sort(Comparator.comparingInt((Damage one) -> -one.losses().size()).thenComparing(Damage::object));
        return damage;
    }

    /** Adds cabinets up. */
    private static final class Sum {

        private long cabinets;
        private long bytes;
        private Optional<Instant> oldest = Optional.empty();

        void add(long size) {
            cabinets++;
            bytes += size;
        }

        void add(long size, Instant checked) {
            add(size);
            if (oldest.filter(before -> !before.isAfter(checked)).isEmpty()) {
                oldest = Optional.of(checked);
            }
        }

        Extent extent() {
            return new Extent(cabinets, bytes);
        }
    }
}
