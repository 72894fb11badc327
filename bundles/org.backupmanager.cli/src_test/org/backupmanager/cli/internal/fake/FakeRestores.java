package org.backupmanager.cli.internal.fake;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Restores;
import org.backupmanager.session.Session;

/** Restores that can be undone, as a test says. */
public final class FakeRestores implements Restores {

    private final List<Undoable> undoable = new ArrayList<>();
    private final List<SessionId> undone = new ArrayList<>();
    private final List<ArchiveFormat> exported = new ArrayList<>();
    private final Function<SessionId, Session> start;

    FakeRestores(Function<SessionId, Session> start) {
        this.start = start;
    }

    /** Adds a restore that can be undone, newer than all before. */
    public void add(long session, String source) {
        undoable.addFirst(new Undoable(new SessionId(session), source, FakeDevice.START,
                FakeDevice.START.plusSeconds(7 * 86_400), 1204, 1_900_000, true));
    }

    /** Those that were undone. */
    public List<SessionId> undone() {
        return undone;
    }

    @Override
    public List<Undoable> undoable() {
        return List.copyOf(undoable);
    }

    @Override
    public Session undo(SessionId restore) throws BackupException {
        if (!undoable.removeIf(one -> one.session().equals(restore))) {
            throw new BackupException(Code.NOTHING_TO_UNDO, restore, "nothing is kept of it");
        }
        undone.add(restore);
        return start.apply(restore);
    }

    @Override
    public void forgetUndo(SessionId restore) {
        undoable.removeIf(one -> one.session().equals(restore));
    }

    @Override
    public Session export(RecoveryPlan plan, Path file, ArchiveFormat format) {
        exported.add(format);
        return start.apply(new SessionId(1));
    }

    /** What was exported into files. */
    public List<ArchiveFormat> exported() {
        return exported;
    }

    @Override
    public Session exportTo(RecoveryPlan plan, OutputStream out, ArchiveFormat format) {
        throw new UnsupportedOperationException("nothing is exported here");
    }
}
