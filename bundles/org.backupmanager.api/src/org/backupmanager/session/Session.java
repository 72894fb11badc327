package org.backupmanager.session;

import org.backupmanager.model.SessionReport;
import org.osgi.annotation.versioning.ProviderType;

/** A session that was started in this process: how far it is, and how to stop it. */
@ProviderType
public interface Session {

    /** The report as it stands now. */
    SessionReport report();

    /** How far it is now. */
    Snapshot progress();

    /** Asks it to end; it ends within two seconds as Aborted. */
    void cancel();

    /** Waits for its end and returns the final report; an interrupted wait leaves the session running. */
    SessionReport await() throws InterruptedException;

    /**
     * How far a session is at one moment.
     *
     * @param stage what it is doing
     * @param itemsDone of {@code itemsExpected}, which may grow while scanning
     * @param bytesDone of {@code bytesExpected}
     * @param sent bytes that went to the storage (backup, repair) or came from it (restore, verification)
     * @param note what is worked on, empty where there is nothing to say
     */
    record Snapshot(Stage stage, long itemsDone, long itemsExpected, long bytesDone, long bytesExpected, long sent,
            String note) {
    }

    /** What a session is doing. */
    enum Stage {
        WAITING, SCANNING, PROCESSING, HELD, COMMITTING, ENDED
    }
}
