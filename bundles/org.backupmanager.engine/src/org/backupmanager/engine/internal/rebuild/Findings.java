package org.backupmanager.engine.internal.rebuild;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.session.BackupException;

/** What was found to be wrong with a storage while a register was compared with it. Safe for use by many threads. */
final class Findings {

    private static final System.Logger LOG = System.getLogger(Findings.class.getName());

    private final Collection<String> warnings = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean losses = new AtomicBoolean();

    /** What a person should know, in the order it was noticed. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether something was lost that a session may need. */
    boolean hasLosses() {
        return losses.get();
    }

    void warn(String warning) {
        warnings.add(warning);
        LOG.log(System.Logger.Level.WARNING, warning);
    }

    /** Something is lost that a session may need. */
    void lost(String warning) {
        losses.set(true);
        warn(warning);
    }

    /**
     * Damage of one object is told, and the others go on.
     *
     * @throws BackupException the failure, where it is anything else: a storage that fails now may be whole
     */
    void passOver(BackupException failure) throws BackupException {
        check(failure);
        warn(failure.getMessage());
    }

    /** The same for an object that a session may need. */
    void passOverLost(BackupException failure) throws BackupException {
        check(failure);
        lost(failure.getMessage());
    }

    private static void check(BackupException failure) throws BackupException {
        switch (failure.code()) {
            case OBJECT_DAMAGED, OBJECT_MISSING, FORMAT_UNKNOWN -> { }
            default -> throw failure;
        }
    }
}
