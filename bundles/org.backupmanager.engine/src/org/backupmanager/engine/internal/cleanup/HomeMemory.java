package org.backupmanager.engine.internal.cleanup;

import java.util.Optional;

import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.session.BackupException;

/** What a home keeps for its {@link HomeAttendance}, and how its register is brought in line. */
public interface HomeMemory {

    /** What was remembered last; empty for a home that never was heard. */
    Optional<String> recall() throws BackupException;

    /** Remembers; on return it outlives a crash. */
    void remember(String text) throws BackupException;

    /**
     * Cabinets or sessions were removed elsewhere, or came: the register is compared with the storage.
     *
     * @param quarantine as it stands
     */
    void align(Quarantine quarantine) throws BackupException;

    /** Sessions have come to the register or gone from it. */
    void listChanged() throws BackupException;

    /** Nobody listens to this home any more: it has to begin anew, with a new register and under another id. */
    void outdated(String why) throws BackupException;
}
