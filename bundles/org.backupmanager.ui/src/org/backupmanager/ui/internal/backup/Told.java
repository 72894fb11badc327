package org.backupmanager.ui.internal.backup;

import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;

/** What a clean-up last said of how far it is, for the window to look at; and whether it shall stop. */
final class Told implements Progress {

    private final AtomicLong folders = new AtomicLong();
    private volatile String note = "";
    private volatile boolean stopped;

    @Override
    public void expect(Work work, long n) {
        // nobody knows how many folders there are before they were gone through
    }

    @Override
    public void done(Work work, long n) {
        if (work == Work.ITEMS) {
            folders.addAndGet(n);
        }
    }

    @Override
    public void note(String text) {
        note = text;
    }

    @Override
    public void checkCancelled() throws SessionCancelledException {
        if (stopped) {
            throw new SessionCancelledException();
        }
    }

    /** How many folders were gone through. */
    long folders() {
        return folders.get();
    }

    String note() {
        return note;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }
}
