package org.backupmanager.cli.internal.cleanup;

import java.time.InstantSource;

import org.backupmanager.cli.internal.text.ChangingLine;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;

/** Draws on a terminal how far a clean-up is; ends it when nobody reads what it writes any more. */
public final class CleanUpProgress implements Progress, AutoCloseable {

    private final Output output;
    private final ChangingLine line;
    private long done;
    private String note = "";

    public CleanUpProgress(Output output, InstantSource clock) {
        this.output = output;
        line = new ChangingLine(output, clock);
    }

    @Override
    public void expect(Work work, long n) {
        // nobody knows how many folders there are before they were gone through
    }

    @Override
    public synchronized void done(Work work, long n) {
        done += work == Work.ITEMS ? n : 0;
        line.draw(() -> Messages.text("cleanup.progress", note, Figures.count(done)));
    }

    @Override
    public synchronized void note(String text) {
        note = text;
    }

    @Override
    public void checkCancelled() throws SessionCancelledException {
        if (output.isBroken()) {
            throw new SessionCancelledException();
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
