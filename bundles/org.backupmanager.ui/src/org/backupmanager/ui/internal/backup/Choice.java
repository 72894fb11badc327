package org.backupmanager.ui.internal.backup;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

/** What is chosen of one data source, while a person chooses: shown at once, kept a moment later. */
final class Choice {

    private final Desk desk;
    private final DataSource source;
    private final Control owner;
    private final Consumer<BackupException> failed;
    private final AtomicReference<Selection> toKeep = new AtomicReference<>();
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<Job> keeping = Optional.empty();
    private Selection selection;

    Choice(Desk desk, DataSource source, Selection selection, Control owner, Consumer<BackupException> failed) {
        this.desk = desk;
        this.source = source;
        this.selection = selection;
        this.owner = owner;
        this.failed = failed;
    }

    DataSource source() {
        return source;
    }

    Selection selection() {
        return selection;
    }

    /** Chooses. */
    void set(Selection next) {
        selection = next;
        toKeep.set(next);
        if (keeping.filter(job -> job.getState() == Job.WAITING).isEmpty()) {
            keeping = Optional.of(desk.background().run(owner, Messages.keeping, monitor -> {
                // One at a time, each keeping what is newest by then: what was clicked last stays.
                turn.lockInterruptibly();
                try {
                    Selection newest = toKeep.get();
                    desk.device().select(source.id(), newest);
                    return newest;
                } finally {
                    turn.unlock();
                }
            }, kept -> desk.standing().refresh(), failed));
        }
    }
}
