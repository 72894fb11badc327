package org.backupmanager.engine.internal.rebuild;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.Parallel;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.storage.StorageTransport.StoredObject;

/** The cabinets of a register, brought in line with those in the storage. */
final class StoredCabinets {

    private final Depot depot;
    private final BackupRegister register;
    private final StoredObjects objects;
    private final Progress progress;
    private final Parallel parallel;
    private final Findings findings;
    private final CabinetReader reader;
    private final Absent absent;

    StoredCabinets(Depot depot, StoredObjects objects, Parallel parallel, Progress progress, Findings findings) {
        this.depot = depot;
        this.register = depot.register();
        this.objects = objects;
        this.progress = progress;
        this.parallel = parallel;
        this.findings = findings;
        this.reader = new CabinetReader(depot.vault());
        this.absent = new Absent(register);
    }

    /**
     * Adds all that the register does not know: from the register parts, which list many, and from the cabinets
     * themselves.
     *
     * @param parts in the storage
     * @param stored cabinets in the storage, with their sizes
     * @return how many the register knows now
     */
    int readAll(List<StoredObject> parts, Map<CabinetId, Long> stored, Quarantine quarantine) throws BackupException {
        progress.note(Messages.text("rebuild.cabinets"));
        Set<CabinetId> known = ConcurrentHashMap.newKeySet();
        known.addAll(register.cabinets());
        parallel.map(parts, part -> readPart(part, stored, known, quarantine));
        adopt(stored, known);
        compareSizes(stored);
        return known.size();
    }

    private int readPart(StoredObject part, Map<CabinetId, Long> stored, Set<CabinetId> known, Quarantine quarantine)
            throws BackupException {
        progress.checkCancelled();
        try {
            for (CabinetDirectory cabinet : RegisterPart.decode(depot.vault(), StoredObjects.number(part),
                    objects.read(part)).cabinets()) {
                if (!stored.containsKey(cabinet.id())) {
                    readMissing(cabinet, quarantine);
                } else if (known.add(cabinet.id())) {
                    register.add(cabinet);
                }
            }
        } catch (BackupException failure) {
            findings.passOver(failure);
        }
        progress.done(Work.ITEMS, 1);
        return 1;
    }

    private void readMissing(CabinetDirectory cabinet, Quarantine quarantine) throws BackupException {
        if (!quarantine.mayLack(cabinet.id())) {
            register.add(cabinet);
            missing(cabinet.id());
        }
    }

    /** Forgets those that were removed, notes those that are lost, and adds those that are new. */
    void compare(Quarantine quarantine) throws BackupException {
        // What is known is asked first: what a running backup stores meanwhile is not missing
        Set<CabinetId> known = new HashSet<>(register.cabinets());
        Map<CabinetId, Long> stored = objects.cabinets();
        for (CabinetId id : Set.copyOf(known)) {
            if (!stored.containsKey(id)) {
                compareMissing(id, quarantine);
            }
        }
        progress.note(Messages.text("rebuild.cabinets"));
        adopt(stored, known);
        compareSizes(stored);
        // Before anything says that the register is in line
        tell(depot.damages());
    }

    /** A cabinet that is not there is lost, unless a clean-up has removed it. */
    private void compareMissing(CabinetId cabinet, Quarantine quarantine) throws BackupException {
        if (quarantine.mayLack(cabinet)) {
            register.number(cabinet).ifPresent(depot.damages()::remove);
            register.remove(cabinet);
        } else {
            missing(cabinet);
        }
    }

    private void missing(CabinetId cabinet) throws BackupException {
        absent.missing(cabinet);
        OptionalInt number = register.number(cabinet);
        if (number.isEmpty() || depot.damages().of(number.getAsInt()).isEmpty()) {
            findings.lost(Messages.text("rebuild.missing", cabinet.hex()));
        }
    }

    /** Adds the cabinets that are stored but not known, from what stands at their own ends. */
    private void adopt(Map<CabinetId, Long> stored, Set<CabinetId> known) throws BackupException {
        List<CabinetId> unknown = stored.keySet().stream().filter(id -> !known.contains(id)).toList();
        progress.expect(Work.ITEMS, unknown.size());
        parallel.map(unknown, id -> {
            progress.checkCancelled();
            try {
                register.add(reader.directory(depot.storage(), depot.names().cabinet(id), id));
            } catch (BackupException failure) {
                findings.passOverLost(failure);
            }
            progress.done(Work.ITEMS, 1);
            return id;
        });
        known.addAll(unknown);
    }

    /** A cabinet whose object has another size than its directory says was cut: new backups must not rely on it. */
    private void compareSizes(Map<CabinetId, Long> stored) throws BackupException {
        register.cabinets((number, id, size, slices) -> {
            long there = stored.getOrDefault(id, size);
            if (there != size) {
                absent.cut(id);
                if (depot.damages().of(number).isEmpty()) {
                    findings.lost(Messages.text("rebuild.cut", id.hex(), there, size));
                }
            }
        });
    }

    /** Notes those that were found to be missing or cut. */
    void tell(Damages damages) throws BackupException {
        absent.tell(damages);
    }
}
