package org.backupmanager.engine.internal.stored;

import java.util.List;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.session.BackupException;

/**
 * Tells clean-up, wherever it runs, what this home relies on. Safe for use by many threads.
 */
public interface Attendance {

    /** For a device that nobody cleans up. */
    Attendance NONE = new Attendance() {
        @Override
        public Stay begin() {
            return () -> { };
        }

        @Override
        public Stay beginReading() {
            return () -> { };
        }

        @Override
        public boolean isCondemned(int cabinet) {
            return false;
        }

        @Override
        public void replaced(List<CabinetId> cabinets, long bytes) {
            // nobody looks for what could be removed
        }
    };

    /**
     * A run begins that will store something. The register is brought in line with what was removed and cleaned up
     * elsewhere; nothing that is there now goes before the stay has ended.
     */
    Stay begin() throws BackupException;

    /** A run begins that only reads; this home removes nothing that is there now before the stay has ended. */
    Stay beginReading() throws BackupException;

    /** Whether the cabinet is going to be removed: it can be read, but nothing new may rely on it. */
    boolean isCondemned(int cabinet);

    /**
     * What sessions need of these cabinets lies in others now: from now on nothing new relies on them, and a clean-up
     * removes them like any others that nobody needs. Every home hears that the storage has something new.
     *
     * @param cabinets that go to quarantine; none where cabinets only came back
     * @param bytes that they have in the storage
     */
    void replaced(List<CabinetId> cabinets, long bytes) throws BackupException;

    /** A run, from its begin to its end. */
    @FunctionalInterface
    interface Stay extends AutoCloseable {

        /**
         * Asked when the run has stored what nobody may remove: whether this home was still heard.
         *
         * @throws BackupException {@code HOME_OUTDATED}: what was stored cannot be relied on
         */
        default void confirm() throws BackupException {
            // whoever keeps no account of homes has heard this one
        }

        /**
         * Whether a session of that number was withdrawn while the run went on: another one of that number would not be
         * listed by anybody. Right once the root is stored, since it could not be while the other was there.
         */
        default boolean isTaken(Gravestone session) throws BackupException {
            return false;
        }

        /**
         * What the run has stored goes again, since this home was not heard: others that have seen it meanwhile shall
         * know that it is not lost.
         */
        default void withdraw(Gravestone session) throws BackupException {
            // nobody else looks
        }

        @Override
        void close();
    }
}
