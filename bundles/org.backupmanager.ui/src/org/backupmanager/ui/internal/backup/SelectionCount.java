package org.backupmanager.ui.internal.backup;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.SourceView;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

/** Counts what a selection holds by scanning it as a backup would, in a job that can be stopped. */
final class SelectionCount {

    private static final int TELL_EVERY = 2000;

    private final Desk desk;
    private final Control owner;
    private final Consumer<Count> tell;
    private Optional<Job> job = Optional.empty();

    /** How a count stands. */
    enum State {
        COUNTING, DONE, STOPPED, FAILED
    }

    /**
     * What was counted.
     *
     * @param state how far
     * @param files how many
     * @param bytes of content in them
     * @param problem what went wrong, empty where nothing did
     */
    record Count(State state, long files, long bytes, String problem) {
    }

    SelectionCount(Desk desk, Control owner, Consumer<Count> tell) {
        this.desk = desk;
        this.owner = owner;
        this.tell = tell;
    }

    /** Counts this; a count that still runs is dropped. */
    void count(DataSource source, Selection selection) {
        job.ifPresent(Job::cancel);
        tell.accept(new Count(State.COUNTING, 0, 0, ""));
        job = Optional.of(desk.background().run(owner, Messages.counting, monitor -> scan(source, selection, monitor),
                tell, problem -> tell.accept(new Count(State.FAILED, 0, 0, problem.getMessage()))));
    }

    /** Stops counting. */
    void stop() {
        job.ifPresent(Job::cancel);
        tell.accept(new Count(State.STOPPED, 0, 0, ""));
    }

    private Count scan(DataSource source, Selection selection, IProgressMonitor monitor) throws BackupException {
        long files = 0;
        long bytes = 0;
        Selection whole = selection.withMasks(desk.device().filters());
        try (SourceView view = source.freeze(whole, new Context(ownFolders(), monitor))) {
            Iterator<Item> items = view.items();
            while (items.hasNext() && !monitor.isCanceled()) {
                Item item = items.next();
                if (item.attributes().kind().hasContent()) {
                    files++;
                    bytes += item.attributes().size();
                    if (files % TELL_EVERY == 0) {
                        Count sofar = new Count(State.COUNTING, files, bytes, "");
                        desk.background().show(owner, () -> tellUnless(monitor, sofar));
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw new BackupException(Code.SOURCE_UNAVAILABLE, source.label(), e.getCause().getMessage()).because(e);
        }
        return new Count(State.DONE, files, bytes, "");
    }

    private void tellUnless(IProgressMonitor monitor, Count count) {
        if (!monitor.isCanceled() && job.filter(now -> now.getState() == Job.RUNNING).isPresent()) {
            tell.accept(count);
        }
    }

    private List<Path> ownFolders() {
        List<Path> own = new ArrayList<>();
        own.add(desk.device().home());
        try {
            own.add(Path.of(desk.device().storage()));
        } catch (InvalidPathException e) {
            return own; // a storage that is no folder of this machine
        }
        return own;
    }

    /** Listens to the monitor only: what cannot be read is told by the backup itself. */
    private record Context(List<Path> ownFolders, IProgressMonitor monitor) implements FreezeContext {

        @Override
        public void trouble(ItemPath path, Code code, Object... arguments) {
            // The backup tells it, when it matters.
        }

        @Override
        public Progress progress() {
            return new Progress() {
                @Override
                public void expect(Work work, long n) {
                    // counts are enough
                }

                @Override
                public void done(Work work, long n) {
                    // counts are enough
                }

                @Override
                public void note(String text) {
                    // counts are enough
                }

                @Override
                public void checkCancelled() throws SessionCancelledException {
                    if (monitor.isCanceled()) {
                        throw new SessionCancelledException();
                    }
                }
            };
        }
    }
}
