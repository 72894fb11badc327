package org.backupmanager.engine.internal.repair;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.CabinetCheck;
import org.backupmanager.pipeline.CabinetCheck.Findings;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/**
 * Which cabinets need healing: those that verifications found damaged, looked at once more, and those that are missing
 * from the storage.
 */
final class Admission {

    private final Depot depot;
    private final RunProgress progress;
    private final CabinetReader reader;

    Admission(Depot depot, RunProgress progress, CabinetReader reader) {
        this.depot = depot;
        this.progress = progress;
        this.reader = reader;
    }

    List<Patient> patients() throws BackupException {
        Set<CabinetId> stored = new StoredObjects(depot.names(), depot.storage()).cabinets().keySet();
        var numbers = new TreeSet<>(depot.damages().all().keySet());
        for (CabinetId id : depot.register().cabinets()) {
            OptionalInt number = depot.register().number(id);
            if (!stored.contains(id) && number.isPresent()) {
                numbers.add(number.getAsInt());
            }
        }
        List<Patient> patients = new ArrayList<>();
        for (int number : numbers) {
            progress.checkCancelled();
            examine(number, patients);
        }
        return patients;
    }

    /**
     * An empty or wrong folder under the address of the storage must not be taken for a device that lost everything.
     */
    static void checkDevice(Depot depot) throws BackupException {
        if (!depot.storage().exists(depot.names().vault())
                && depot.storage().list(depot.names().cabinets()).isEmpty()) {
            throw new BackupException(Code.DEVICE_MISSING, depot.vault().device(), depot.storage().label());
        }
    }

    private void examine(int number, List<Patient> patients) throws BackupException {
        CabinetDirectory directory = depot.register().cabinet(number);
        ObjectName name = depot.names().cabinet(directory.id());
        var all = new BitSet();
        all.set(0, CabinetLayout.of(directory).frames());
        if (!depot.storage().exists(name)) {
            depot.damages().add(number, directory, true, all);
            admit(new Patient(number, directory, true, all), patients);
            return;
        }
        Findings findings = new CabinetCheck(reader, depot.vault().hasher(), progress::checkCancelled)
                .check(ObjectSource.of(depot.storage(), name), name, directory);
        if (findings.isSound()) {
            depot.damages().remove(number);
            return;
        }
        depot.damages().add(number, directory, false, findings.frames());
        admit(new Patient(number, directory, false, findings.frames()), patients);
    }

    /** One that was replaced before, or that nobody needs, is left to clean-up. */
    private void admit(Patient patient, List<Patient> patients) throws BackupException {
        if (!depot.attendance().isCondemned(patient.number) || isNeeded(patient)) {
            patients.add(patient);
        }
    }

    private boolean isNeeded(Patient patient) {
        return patient.slices(patient.damaged).stream()
                .anyMatch(slice -> depot.findUndamaged(patient.directory.slice(slice)).isEmpty());
    }
}
