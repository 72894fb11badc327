package org.backupmanager.ui.internal.backup;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

/** Has the device count what a selection holds, in a job that can be stopped. */
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
        Device.Content found = desk.device().count(source.id(), selection, new Tally(monitor));
        return new Count(State.DONE, found.files(), found.bytes(), "");
    }

    private void tellUnless(IProgressMonitor monitor, Count count) {
        if (!monitor.isCanceled() && job.filter(now -> now.getState() == Job.RUNNING).isPresent()) {
            tell.accept(count);
        }
    }

    /** Tells what was found so far, now and then, and passes on that nobody wants to know any more. */
    private final class Tally implements Progress {

        private final IProgressMonitor monitor;
        private final AtomicLong files = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong told = new AtomicLong();

        Tally(IProgressMonitor monitor) {
            this.monitor = monitor;
        }

        @Override
        public void expect(Work work, long n) {
            // counts are enough
        }

        @Override
        public void done(Work work, long n) {
            (work == Work.ITEMS ? files : bytes).addAndGet(n);
            if (files.get() - told.get() >= TELL_EVERY) {
                told.set(files.get());
                Count sofar = new Count(State.COUNTING, files.get(), bytes.get(), "");
                desk.background().show(owner, () -> tellUnless(monitor, sofar));
            }
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
    }
}
