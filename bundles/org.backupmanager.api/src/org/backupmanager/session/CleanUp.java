package org.backupmanager.session;

import java.time.Instant;
import java.util.List;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Removes sessions of a device, brings them back, and frees the room of what no session needs any more. Known elsewhere
 * as forget, prune and garbage collection.
 * <ul>
 * <li>What was removed stays in quarantine for the days that the setting {@code QuarantineDays} says; until then it can
 * be brought back.
 * <li>Nothing that a listed session needs is removed, whatever clocks say and whoever else backs up the same device.
 * <li>Backups and restores go on meanwhile.
 * </ul>
 * Safe for use by many threads.
 */
@ProviderType
public interface CleanUp {

    /** Sessions in quarantine, newest first. */
    List<Removed> removed() throws BackupException;

    /**
     * Takes sessions off the list; they can be brought back until they are purged.
     *
     * @param evenLast whether the last session of a data source that can be restored may be among them
     * @throws BackupException {@code NO_SESSION} or {@code SESSION_KEPT}: nothing was removed
     */
    void remove(List<SessionId> sessions, boolean evenLast) throws BackupException;

    /**
     * Removes sessions for good, the last ones of their data sources too: they cannot be brought back. Where other
     * homes of the device have to be heard first they stay in quarantine, and can be brought back, until then; the
     * outcome says which were purged. Takes as long as a clean-up.
     *
     * @throws BackupException {@code NO_SESSION} or {@code SESSION_KEPT}: nothing was removed; {@code DEVICE_BUSY}
     *         where a clean-up is running, or as {@link #run}
     */
    default Outcome forget(List<SessionId> sessions, Progress progress) throws BackupException {
        remove(sessions, true);
        return run(false, progress);
    }

    /**
     * Brings removed sessions back to the list.
     *
     * @throws BackupException {@code NO_SESSION} where one is not in quarantine (any more)
     */
    void undelete(List<SessionId> sessions) throws BackupException;

    /**
     * Removes what was in quarantine for long enough, and takes to quarantine what no session needs. Takes as long as
     * it takes; one at a time.
     *
     * @param preview whether to change nothing and only say what would be done
     * @throws BackupException {@code DEVICE_BUSY} where a clean-up is running, {@code OBJECT_MISSING} or {@code
     *         OBJECT_DAMAGED} where a session lacks something: then nothing is cleaned up
     */
    Outcome run(boolean preview, Progress progress) throws BackupException;

    /**
     * Begins a clean-up that goes on by itself; how it ends stands in the log of the device.
     *
     * @throws BackupException {@code DEVICE_BUSY} where one is running
     */
    void start() throws BackupException;

    /** Whether a clean-up is running in this process. */
    boolean isRunning();

    /** Asks the clean-up that is running to end soon, if there is one; what it has done stays done. */
    void cancel();

    /** The homes from which the device is backed up or cleaned up; clean-up waits for each of them. */
    List<Home> homes() throws BackupException;

    /**
     * Declares a home dead, so that nobody waits for it any more. If it is not, what it stores from then on does not
     * count, and it has to open the device anew.
     *
     * @throws BackupException {@code BAD_ARGUMENT} where there is no such home, or it is this one
     */
    void retire(String home) throws BackupException;

    /**
     * A session in quarantine.
     *
     * @param report as it ended
     * @param removed when it was removed, by the clock of the computer that did it
     * @param daysLeft days until it may be purged, as far as this home has counted; 0 for at the next clean-up
     */
    record Removed(SessionReport report, Instant removed, int daysLeft) {
    }

    /**
     * A home.
     *
     * @param id 16 hex digits
     * @param computer name of its computer; empty where it cannot be read
     * @param lastHeard when it was heard last, by its own clock
     * @param here whether it is the home of this device
     */
    record Home(String id, String computer, Instant lastHeard, boolean here) {
    }

    /** Cabinets, and their bytes in the storage. */
    record Amount(long cabinets, long bytes) {

        /** Nothing. */
        public static final Amount NONE = new Amount(0, 0);

        /** Both together. */
        public Amount plus(Amount more) {
            return new Amount(cabinets + more.cabinets, bytes + more.bytes);
        }

        /** This and one more cabinet. */
        public Amount plus(long size) {
            return new Amount(cabinets + 1, bytes + size);
        }
    }

    /**
     * What a clean-up has done, or would do.
     *
     * @param preview whether nothing was changed
     * @param purged sessions that are gone for good
     * @param freed cabinets that were removed for good
     * @param kept cabinets that were in quarantine and are needed again
     * @param unneeded cabinets that went to quarantine, since no session needs anything of them
     * @param rewritten cabinets that went to quarantine, since little of them is needed, which was copied
     * @param copied bytes of slices that were copied out of them
     * @param waiting cabinets in quarantine that are not removed yet
     * @param waitingFor ids of homes that have to be heard before more can be removed
     * @param warnings what a person should know
     */
    record Outcome(boolean preview, List<SessionId> purged, Amount freed, Amount kept, Amount unneeded,
            Amount rewritten, long copied, Amount waiting, List<String> waitingFor, List<String> warnings) {

        public Outcome {
            purged = List.copyOf(purged);
            waitingFor = List.copyOf(waitingFor);
            warnings = List.copyOf(warnings);
        }
    }
}
