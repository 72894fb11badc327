package org.backupmanager.engine.internal.device;

import java.time.Duration;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.cleanup.HomeAttendance;
import org.backupmanager.session.BackupException;

/**
 * The homes on other computers that store into the same device.
 *
 * @param attendance that knows of them
 */
record OtherHomes(HomeAttendance attendance) {

    private static final System.Logger LOG = System.getLogger(OtherHomes.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A storage that does not answer must not keep a session from starting: it tells that when it comes there. */
    void meet() {
        Thread look = Thread.ofVirtual().name("other homes").start(() -> {
            try {
                attendance.meetOthers();
            } catch (BackupException later) {
                LOG.log(System.Logger.Level.DEBUG, later.getMessage(), later);
            }
        });
        try {
            if (!look.join(PATIENCE)) {
                LOG.log(System.Logger.Level.INFO, Messages.text("others.slow"));
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }
}
