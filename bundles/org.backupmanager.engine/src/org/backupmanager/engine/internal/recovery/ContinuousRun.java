package org.backupmanager.engine.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.restore.RestoreRun;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.ItemList;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;

/**
 * One run of a continuous restore. It compares what it has put into the folder with the session, writes down what it
 * is about to put there, removes what the session has no more, and restores what differs. Cut short anywhere, the next
 * run knows all that this one may have put there.
 */
public final class ContinuousRun {

    private final Depot depot;
    private final RestoreTask task;
    private final ContinuousState state;
    private final RunProgress progress;
    private final TroubleLog troubles;

    /** @param task a restore to a place of the files that are outdated there */
    public ContinuousRun(Depot depot, RestoreTask task, ContinuousState state, RunProgress progress,
            TroubleLog troubles) {
        this.depot = depot;
        this.task = task;
        this.state = state;
        this.progress = progress;
        this.troubles = troubles;
    }

    /** Runs it; the report is final and in the register. */
    public SessionReport run(InstantSource clock) throws BackupException, InterruptedException {
        progress.stage(Stage.SCANNING);
        try (var gone = new ItemList(task.scratch());
                var next = new Catalogue.Writer(task.scratch().resolve("next"))) {
            Files.createDirectories(state.folder());
            compare(gone, next);
            remove(gone);
            SessionReport report = new RestoreRun(depot, task, progress, troubles, clock).run();
            if (report.state() == State.COMPLETED) {
                next.publish(state.put());
            }
            state.reach(task.from(), report);
            return report;
        } catch (IOException failed) {
            throw new BackupException(Code.HOME_FAILED, state.folder(), failed.getMessage()).because(failed);
        }
    }

    /** Finds what the session has no more, and notes old and new together before anything changes. */
    private void compare(ItemList gone, Catalogue.Writer next) throws BackupException, IOException {
        try (var old = new Catalogue.Reader(state.put());
                var both = new Catalogue.Writer(state.folder().resolve("put.new"))) {
            new TreeReader(depot).walk(task.from().id(), (item, _) -> {
                progress.checkCancelled();
                boolean covered = task.plan().covers(item.path());
                if (covered && !item.path().isRoot()) {
                    try {
                        passTo(item, old, both, gone);
                        next.add(item);
                        both.add(item);
                    } catch (IOException failed) {
                        throw new BackupException(Code.HOME_FAILED, state.folder(), failed.getMessage())
                                .because(failed);
                    }
                }
                return covered || task.plan().leadsTo(item.path());
            });
            while (old.peek().isPresent()) {
                drop(old.take(), both, gone);
            }
            both.publish(state.put());
        }
    }

    private void passTo(Item item, Catalogue.Reader old, Catalogue.Writer both, ItemList gone)
            throws IOException, BackupException {
        while (old.peek().isPresent() && old.peek().get().path().compareTo(item.path()) < 0) {
            drop(old.take(), both, gone);
        }
        while (old.peek().isPresent() && old.peek().get().path().equals(item.path())) {
            Item before = old.take();
            if (before.attributes().kind() != item.attributes().kind()) {
                drop(before, both, gone);
            } else if (before.attributes().size() != item.attributes().size()
                    || !before.attributes().modified().equals(item.attributes().modified())) {
                both.add(before);
            }
        }
    }

    private static void drop(Item item, Catalogue.Writer both, ItemList gone) throws IOException, BackupException {
        both.add(item);
        gone.add(item, 0);
    }

    /** Children before parents. */
    private void remove(ItemList gone) throws BackupException {
        try (RestoreTarget target = task.source().target(task.plan().place(), ExistingFiles.OVERWRITE)) {
            Optional<ItemPath> staying = Optional.empty();
            for (int i = gone.size() - 1; i >= 0; i--) {
                progress.checkCancelled();
                Item item = gone.get(i).item();
                if (staying.isPresent() && !staying.get().equals(item.path())) {
                    stays(staying.get(), Messages.text("continuous.changed"));
                    staying = Optional.empty();
                }
                try {
                    boolean removed = target.remove(item);
                    staying = removed ? Optional.empty() : Optional.of(item.path());
                    if (removed) {
                        progress.removed();
                    }
                } catch (IOException failed) {
                    stays(item.path(), failed.getMessage());
                }
            }
            if (staying.isPresent()) {
                stays(staying.get(), Messages.text("continuous.changed"));
            }
        }
    }

    private void stays(ItemPath path, String why) {
        troubles.add(path, Code.ITEM_STAYS, Severity.WARNING, why);
    }
}
