package org.backupmanager.engine.internal.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.session.BackupException;

/**
 * Notes the troubles of one session in the register, in batches, and counts those that are errors. Safe for use by many
 * threads.
 */
public final class TroubleLog implements Troubles {

    private static final System.Logger LOG = System.getLogger(TroubleLog.class.getName());
    private static final int BATCH = 256;

    private final BackupRegister register;
    private final SessionId session;
    private final RunProgress progress;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Trouble> unsaved = new ArrayList<>();

    public TroubleLog(BackupRegister register, SessionId session, RunProgress progress, InstantSource clock) {
        this.register = register;
        this.session = session;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void add(ItemPath path, Code code, Severity severity, Object... arguments) {
        add(new Trouble(clock.instant(), path, code, severity, code.text(arguments)));
    }

    @Override
    public void add(ItemPath path, BackupException failure) {
        add(new Trouble(clock.instant(), path, failure.code(), Severity.ERROR, String.valueOf(failure.getMessage())));
    }

    private void add(Trouble trouble) {
        if (trouble.severity() == Severity.ERROR) {
            progress.error();
        }
        lock.lock();
        try {
            unsaved.add(trouble);
            if (unsaved.size() >= BATCH) {
                save();
            }
        } catch (BackupException registerFails) {
            // Kept in memory, and told by flush(), which every run calls before it commits: whoever met a bad item
            // cannot mend a register
            LOG.log(System.Logger.Level.DEBUG, registerFails.getMessage(), registerFails);
        } finally {
            lock.unlock();
        }
    }

    /** All troubles so far are in the register when this has returned. */
    public void flush() throws BackupException {
        lock.lock();
        try {
            save();
        } finally {
            lock.unlock();
        }
    }

    private void save() throws BackupException {
        if (!unsaved.isEmpty()) {
            register.save(session, List.copyOf(unsaved));
            unsaved.clear();
        }
    }
}
