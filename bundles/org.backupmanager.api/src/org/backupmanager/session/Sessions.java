package org.backupmanager.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.source.Item;
import org.osgi.annotation.versioning.ProviderType;

/** The sessions of one device, past and running. Safe for use by many threads. */
@ProviderType
public interface Sessions {

    /** What the device as a whole is doing. */
    DeviceState state();

    /**
     * Starts a backup session for each of these data sources.
     *
     * @param sources ids as {@code DataSource.id()} gives them; empty for all that have a selection
     * @return the sessions, in the order they will run
     *        (one that the overlap rules skip has ended already)
     * @throws BackupException {@code NO_SELECTION}, {@code SOURCE_UNAVAILABLE}, or {@code DEVICE_BUSY} while the device
     *        is being closed: nothing was started
     */
    List<Session> startBackup(List<String> sources) throws BackupException;

    /**
     * Starts again what the end of an earlier process left undone: each data source whose last backup session is
     * Interrupted or NotStarted gets a new session, and the old ones are Restarted from then on. A source that cannot
     * be used now, or was begun again three times in a row, is left as it is; restores are never started by themselves.
     * Called once by a process that means to stay.
     *
     * @return the new sessions
     */
    default List<Session> restartUndone() throws BackupException {
        return List.of();
    }

    /**
     * Starts a restore; running backups are put on hold at a slice boundary until it has ended.
     *
     * @throws BackupException {@code NO_SESSION}, {@code NOTHING_TO_RESTORE} or a {@code TARGET_} code: nothing was
     *        started
     */
    Session startRestore(RecoveryPlan plan) throws BackupException;

    /**
     * Starts to check what is stored. What is damaged becomes a trouble of the session for each object and each item
     * that cannot be restored, and is read again from its source by the next backup where the source still has it.
     *
     * @throws BackupException {@code DEVICE_BUSY} while another verification or a repair runs: nothing was started
     */
    Session startVerify(VerifyPlan plan) throws BackupException;

    /**
     * Starts to heal what the last verifications found damaged, or to show how it would be. Each object that heals, or
     * does not, is a trouble of the session; nothing that can be restored before cannot be restored afterwards.
     *
     * @throws BackupException {@code DEVICE_BUSY} while a verification or another session that the repair could disturb
     *        runs, {@code STORAGE_…} or {@code DEVICE_MISSING} where the copy cannot be used: nothing was started
     */
    Session startRepair(RepairPlan plan) throws BackupException;

    /** Asks every running session to end. */
    void abortAll();

    /** Sessions that run or wait now, oldest first. */
    List<Session> running();

    /** All sessions, newest first, the running ones included. */
    List<SessionReport> reports();

    /** What a plan would restore from: the session that its source, time and policy lead to. */
    Optional<SessionReport> find(RecoveryPlan plan);

    /** Troubles of a session in the order they were met, at most {@code limit}. */
    List<Trouble> troubles(SessionId session, int limit) throws BackupException;

    /** What lies directly in a folder of a restorable session, in the order of names; the root holds the top. */
    List<Node> children(SessionId session, ItemPath folder) throws BackupException;

    /**
     * Everything at or below a path of a restorable session, parents first, in the order of names.
     *
     * @param visitor called for each item until it says no
     */
    void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException;

    /**
     * Items of all restorable sessions of a data source whose path fits a pattern, in the order of their paths. Takes
     * some hundredths of a second where the sessions were searched before, and up to seconds the first time.
     *
     * @param pattern {@code *} stands for any characters, {@code ?} for one; with a '/' it is compared with whole
     * paths,
     *        otherwise with names. Without {@code *} and {@code ?} it may stand anywhere in them. Upper and lower case
     *        are the same
     * @param limit of items, 1 or more
     * @throws BackupException {@code BAD_ARGUMENT} where the pattern is empty
     */
    List<Found> search(String source, String pattern, int limit) throws BackupException;

    /** From now on the listener hears of sessions of this device. */
    void addListener(SessionListener listener);

    /** The listener hears no more. */
    void removeListener(SessionListener listener);

    /** The word a script reads from {@code control.status.get}. */
    enum DeviceState {
        IDLE("Idle"), SCANNING("Scanning"), BACKUP("Backup"), RESTORE("Restore"), SUSPENDED("Suspended");

        private final String word;

        DeviceState(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * An item of a session.
     *
     * @param item path and attributes
     * @param stored bytes of content as it was read; differs from {@code item.attributes().size()} where it changed
     *        meanwhile
     */
    record Node(Item item, long stored) {
    }

    /**
     * What a search found.
     *
     * @param path of the item
     * @param versions what it was in the course of time, newest first, one at least
     */
    record Found(ItemPath path, List<Version> versions) {

        public Found {
            versions = List.copyOf(versions);
        }
    }

    /**
     * An item as one restorable session and those that followed it hold it: with the same content and time of change.
     * For a folder, whatever is in it, that it was there.
     *
     * @param kind of the item
     * @param size bytes of content when it was scanned
     * @param modified time of change, in whole seconds
     * @param first session that holds it so
     * @param last session that holds it so
     * @param sessions that hold it so, the first and the last included
     */
    record Version(ItemKind kind, long size, Instant modified, SessionReport first, SessionReport last, int sessions) {
    }

    /** Sees the items of a session one by one. */
    @FunctionalInterface
    interface NodeVisitor {

        /** Returns whether to go on. */
        boolean visit(Node node) throws BackupException;
    }
}
