package org.backupmanager.ui.internal.work;

import java.util.OptionalLong;

import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Session;

/**
 * A session that runs, at one moment.
 *
 * @param session to cancel it
 * @param report as it stands
 * @param progress how far it is
 * @param rate bytes in each second, smoothed
 */
public record Activity(Session session, SessionReport report, Session.Snapshot progress, double rate) {

    /** What is done, 0 to 1; by bytes where they are known, else by items. */
    public double part() {
        if (progress.bytesExpected() > 0) {
            return (double) progress.bytesDone() / progress.bytesExpected();
        }
        return progress.itemsExpected() > 0 ? (double) progress.itemsDone() / progress.itemsExpected() : 0;
    }

    /** Seconds to go, once that can be told. */
    public OptionalLong secondsLeft() {
        boolean known = progress.stage() == Session.Stage.PROCESSING && rate > 1;
        return known ? OptionalLong.of(Math.round((progress.bytesExpected() - progress.bytesDone()) / rate))
                : OptionalLong.empty();
    }

    /** Whether it waits for its turn, or is on hold. */
    public boolean standsStill() {
        return progress.stage() == Session.Stage.WAITING || progress.stage() == Session.Stage.HELD;
    }

    /** In one or two words, what keeps it. */
    public String standingWord() {
        return progress.stage() == Session.Stage.HELD ? Messages.stateHeld : Messages.stateWaiting;
    }

    /** Whether it is a backup, and so keeps another from starting. */
    public boolean isBackup() {
        return report.type() == SessionReport.Type.BACKUP;
    }
}
