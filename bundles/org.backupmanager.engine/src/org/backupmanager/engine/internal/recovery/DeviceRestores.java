package org.backupmanager.engine.internal.recovery;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.session.DeviceSessions;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Restores;
import org.backupmanager.session.Session;

/** Undoes restores of one device, and exports instead of restoring. */
public final class DeviceRestores implements Restores {

    private final DeviceSessions sessions;
    private final BackupRegister register;
    private final UndoSets sets;
    private final InstantSource clock;
    private final Exports exports;
    /** Restores that are being undone. */
    private final Set<SessionId> undone = ConcurrentHashMap.newKeySet();

    public DeviceRestores(DeviceSessions sessions, Depot depot, UndoSets sets, InstantSource clock) {
        this.sessions = sessions;
        this.register = depot.register();
        this.exports = new Exports(sessions, depot, clock);
        this.sets = sets;
        this.clock = clock;
    }

    @Override
    public List<Undoable> undoable() throws BackupException {
        return sets.list();
    }

    @Override
    public Session undo(SessionId restore) throws BackupException {
        UndoSet set = claim(restore);
        try {
            return sessions.startAsRestore(set.source(), (begun, progress, troubles) -> {
                try {
                    return new UndoRun(sets, set, progress, troubles).run(begun, register, clock);
                } finally {
                    undone.remove(restore);
                }
            });
        } catch (BackupException notStarted) {
            undone.remove(restore);
            throw notStarted;
        }
    }

    @Override
    public void forgetUndo(SessionId restore) throws BackupException {
        UndoSet set = claim(restore);
        try {
            sets.forget(set);
        } finally {
            undone.remove(restore);
        }
    }

    @Override
    public Session export(RecoveryPlan plan, Path file, ArchiveFormat format) throws BackupException {
        return exports.toFile(plan, file, format);
    }

    @Override
    public Session exportTo(RecoveryPlan plan, OutputStream out, ArchiveFormat format) throws BackupException {
        return exports.toStream(plan, out, format);
    }

    /** The set of a restore that has ended, for nobody else. */
    private UndoSet claim(SessionId restore) throws BackupException {
        UndoSet set = sets.find(restore).orElseThrow(() -> refused(restore, "undo.none"));
        if (sessions.running().stream().anyMatch(session -> session.report().id().equals(restore))) {
            throw refused(restore, "undo.running");
        }
        if (!undone.add(restore)) {
            throw refused(restore, "undo.again");
        }
        return set;
    }

    private static BackupException refused(SessionId restore, String why) {
        return new BackupException(Code.NOTHING_TO_UNDO, restore.toString(), Messages.text(why));
    }
}
