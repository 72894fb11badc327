package org.backupmanager.register;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The local database of one device: which cabinets are stored and what they hold, the sessions and their troubles, and
 * local copies of directory frames.
 * Known elsewhere as index and catalogue.
 * <ul>
 * <li>Everything in it can be made again from the storage; losing it costs time, never data.
 * <li>What a writing method was given outlives a crash as soon as it has returned; {@link #find} never answers with a
 * cabinet that was not added.
 * <li>{@link #find} may be called by many threads at once; writing methods too.
 * </ul>
 * Failures are {@code REGISTER_DAMAGED}, or {@code HOME_FAILED} where the disk is full or may not be written: then
 * rebuilding would not help.
 */
@ProviderType
public interface BackupRegister extends AutoCloseable {

    /** The dedup question: where the slice lies, if it is stored. Takes about a microsecond. */
    Optional<SliceLocation> find(SliceId slice);

    /** Where the slice lies at a place that suits; a slice may lie in several cabinets. */
    Optional<SliceLocation> findAt(SliceId slice, Predicate<SliceLocation> suits);

    /**
     * Notes a cabinet that is stored; the same one again changes nothing.
     *
     * @return its number
     */
    int add(CabinetDirectory cabinet) throws BackupException;

    /** The cabinet with that number. */
    CabinetDirectory cabinet(int number) throws BackupException;

    /** All cabinets, in the order of their numbers. */
    List<CabinetId> cabinets() throws BackupException;

    /** The number of a cabinet; empty where it is not known. */
    OptionalInt number(CabinetId cabinet) throws BackupException;

    /** Greater than the number of every cabinet that was added so far. */
    int cabinetLimit() throws BackupException;

    /** Shows all cabinets, in the order of their numbers, without reading what they hold. */
    void cabinets(CabinetVisitor visitor) throws BackupException;

    /** The cabinet is stored no more, and neither are its slices. What is unknown is ignored. */
    void remove(CabinetId cabinet) throws BackupException;

    /**
     * Keeps a copy of a frame of a directory cabinet, packed as the caller likes; another one of the same number
     * replaces it. It outlives a killed process;
     * a power cut may lose the newest copies, which are then read from the storage again.
     */
    void keepFrame(int cabinet, int frame, byte[] bytes) throws BackupException;

    /** The kept copy of a frame; empty where there is none or it is not whole. */
    Optional<byte[]> frame(int cabinet, int frame) throws BackupException;

    /** A number for a new session, greater than all before. */
    SessionId nextSession() throws BackupException;

    /** Notes a session as it stands: the first time it becomes known, later it is replaced. */
    void save(SessionReport session) throws BackupException;

    /** Notes troubles of a session, after those noted before. */
    void save(SessionId session, List<Trouble> troubles) throws BackupException;

    /** Ends a session: keeps its report and its root object in one step, so that it can be restored from now on. */
    void commit(SessionReport session, byte[] root) throws BackupException;

    /** Forgets a session with its root and its troubles; its number is not used again. What is unknown is ignored. */
    void remove(SessionId session) throws BackupException;

    /** All sessions, newest first. */
    List<SessionReport> sessions() throws BackupException;

    /** The root object of a committed session. */
    Optional<byte[]> root(SessionId session) throws BackupException;

    /** Troubles of a session in the order they were noted, at most {@code limit}. */
    List<Trouble> troubles(SessionId session, int limit) throws BackupException;

    @Override
    void close();

    /** Is shown cabinets one after the other; asks the register nothing meanwhile. */
    @FunctionalInterface
    interface CabinetVisitor {

        /**
         * One cabinet.
         *
         * @param number that the register gave to it
         * @param id of it
         * @param size bytes of the stored object
         * @param slices how many it holds
         */
        void cabinet(int number, CabinetId id, long size, int slices) throws BackupException;
    }
}
