package org.backupmanager.cli.internal.devices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.Progress;

/** Draws on a terminal how far a Backup Register is rebuilt; silent elsewhere. */
final class RebuildProgress implements Progress, AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Output output;
    private final InstantSource clock;
    private Instant drawn;
    private long expected;
    private long done;
    private boolean visible;

    RebuildProgress(Output output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
        this.drawn = clock.instant();
    }

    @Override
    public synchronized void expect(Work work, long n) {
        expected += work == Work.ITEMS ? n : 0;
    }

    @Override
    public synchronized void done(Work work, long n) {
        done += work == Work.ITEMS ? n : 0;
        Instant now = clock.instant();
        if (output.style().isTerminal() && drawn.plus(REDRAW).isBefore(now)) {
            drawn = now;
            visible = true;
            output.draw(Messages.text("rebuild.progress", Figures.count(done), Figures.count(expected)));
        }
    }

    @Override
    public void note(String text) {
        // the counts say enough
    }

    @Override
    public void checkCancelled() {
        // Ctrl-C ends the process, and opening a device again begins anew
    }

    @Override
    public synchronized void close() {
        if (visible) {
            visible = false;
            output.clear();
        }
    }
}
