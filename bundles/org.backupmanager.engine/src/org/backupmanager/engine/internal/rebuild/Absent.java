package org.backupmanager.engine.internal.rebuild;

import java.util.BitSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;

/**
 * Cabinets that the storage should have and does not, or not in full. The register goes on knowing what was in them, so
 * that a repair can bring them back; nothing new relies on them. Safe for use by many threads.
 */
final class Absent {

    private final BackupRegister register;
    /** Whether each is missing; otherwise it was cut. */
    private final Map<CabinetId, Boolean> missing = new ConcurrentHashMap<>();

    Absent(BackupRegister register) {
        this.register = register;
    }

    void missing(CabinetId cabinet) {
        missing.put(cabinet, true);
    }

    void cut(CabinetId cabinet) {
        missing.put(cabinet, false);
    }

    /** Notes them as damaged. */
    void tell(Damages damages) throws BackupException {
        for (var each : missing.entrySet()) {
            OptionalInt number = register.number(each.getKey());
            if (number.isPresent()) {
                CabinetDirectory directory = register.cabinet(number.getAsInt());
                var all = new BitSet();
                all.set(0, CabinetLayout.of(directory).frames());
                damages.add(number.getAsInt(), directory, each.getValue(), all);
            }
        }
        if (!missing.isEmpty()) {
            damages.save();
        }
    }
}
