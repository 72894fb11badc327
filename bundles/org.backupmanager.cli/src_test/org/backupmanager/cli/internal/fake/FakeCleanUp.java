package org.backupmanager.cli.internal.fake;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.Progress;

/** A clean-up that notes what it was asked for. */
public final class FakeCleanUp implements CleanUp {

    /** What was asked for, in order. */
    public final List<String> asked = new ArrayList<>();

    @Override
    public List<Removed> removed() {
        return List.of();
    }

    @Override
    public void remove(List<SessionId> sessions, boolean evenLast) throws BackupException {
        if (sessions.contains(new SessionId(99))) {
            throw new BackupException(Code.NO_SESSION, "session 99");
        }
        asked.add("remove " + sessions + (evenLast ? " even the last" : ""));
    }

    @Override
    public void undelete(List<SessionId> sessions) {
        asked.add("undelete " + sessions);
    }

    @Override
    public Outcome run(boolean preview, Progress progress) {
        asked.add(preview ? "preview" : "run");
        progress.note("Looking");
        return new Outcome(preview, List.of(new SessionId(4)), new Amount(2, 5_000_000), Amount.NONE,
                new Amount(1, 4096), new Amount(1, 10_000), 300, Amount.NONE, List.of("0123456789abcdef"), List.of());
    }

    @Override
    public void start() {
        asked.add("start");
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public void cancel() {
        asked.add("cancel");
    }

    @Override
    public List<Home> homes() {
        return List.of(new Home("0123456789abcdef", "files-01", FakeDevice.START, false));
    }

    @Override
    public void retire(String home) {
        asked.add("retire " + home);
    }
}
