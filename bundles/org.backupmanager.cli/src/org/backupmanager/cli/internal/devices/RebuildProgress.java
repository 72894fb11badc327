package org.backupmanager.cli.internal.devices;

import java.time.InstantSource;

import org.backupmanager.cli.internal.text.ChangingLine;
import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.session.Progress;

/** Draws on a terminal how far a Backup Register is rebuilt; silent elsewhere. */
final class RebuildProgress implements Progress, AutoCloseable {

    private final ChangingLine line;
    private long expected;
    private long done;

    RebuildProgress(Output output, InstantSource clock) {
        line = new ChangingLine(output, clock);
    }

    @Override
    public synchronized void expect(Work work, long n) {
        expected += work == Work.ITEMS ? n : 0;
    }

    @Override
    public synchronized void done(Work work, long n) {
        done += work == Work.ITEMS ? n : 0;
        line.draw(() -> Messages.text("rebuild.progress", Figures.count(done), Figures.count(expected)));
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
    public void close() {
        line.close();
    }
}
