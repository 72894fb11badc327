package org.backupmanager.cli.internal.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;

/** Draws on a terminal how far a clean-up is; ends it when nobody reads what it writes any more. */
public final class CleanUpProgress implements Progress, AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Output output;
    private final InstantSource clock;
    private Instant drawn;
    private long done;
    private String note = "";
    private boolean visible;

    public CleanUpProgress(Output output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
        drawn = clock.instant();
    }

    @Override
    public void expect(Work work, long n) {
        // nobody knows how many folders there are before they were gone through
    }

    @Override
    public synchronized void done(Work work, long n) {
        done += work == Work.ITEMS ? n : 0;
        Instant now = clock.instant();
        if (output.style().isTerminal() && drawn.plus(REDRAW).isBefore(now)) {
            drawn = now;
            visible = true;
            output.draw(Messages.text("cleanup.progress", note, Figures.count(done)));
        }
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
    public synchronized void close() {
        if (visible) {
            visible = false;
            output.clear();
        }
    }
}
