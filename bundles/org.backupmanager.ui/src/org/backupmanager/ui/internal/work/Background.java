package org.backupmanager.ui.internal.work;

import java.util.function.Consumer;

import org.backupmanager.command.DeviceGoneException;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * Does slow work off the window's thread and brings the result back to it. What comes back for a control that is gone
 * meanwhile is dropped.
 */
public final class Background {

    private final Display display;

    public Background(Display display) {
        this.display = display;
    }

    /** Work with a result. */
    @FunctionalInterface
    public interface Task<T> {
        /**
         * Runs in a job.
         *
         * @param monitor tells whether the result is still wanted
         */
        T run(IProgressMonitor monitor) throws BackupException, InterruptedException;
    }

    /**
     * Runs a task.
     *
     * @param owner whose content it is for
     * @param name of the job
     * @param task the work
     * @param done gets the result in the window's thread
     * @param failed gets the sentence that says what went wrong, in the window's thread
     * @return the job; cancelling it drops the result
     */
    public <T> Job run(Control owner, String name, Task<T> task, Consumer<T> done, Consumer<BackupException> failed) {
        Job job = new Job(name) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                return perform(owner, monitor, task, done, failed);
            }
        };
        job.setSystem(true);
        job.schedule();
        return job;
    }

    private <T> IStatus perform(Control owner, IProgressMonitor monitor, Task<T> task, Consumer<T> done,
            Consumer<BackupException> failed) {
        try {
            T result = task.run(monitor);
            if (!monitor.isCanceled()) {
                show(owner, () -> done.accept(result));
            }
        } catch (BackupException e) {
            if (!monitor.isCanceled()) {
                show(owner, () -> failed.accept(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.CANCEL_STATUS;
        } catch (DeviceGoneException e) {
            return Status.CANCEL_STATUS; // the whole window shows that
        } catch (RuntimeException e) {
            ILog.get().error("A job of the window failed", e);
            show(owner, () -> failed.accept(
                    new BackupException(Code.INTERNAL, e.toString()).because(e)));
        }
        return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    /** Runs in the window's thread, soon, unless the owner is gone by then. */
    public void show(Control owner, Runnable update) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (!owner.isDisposed()) {
                    update.run();
                }
            });
        }
    }
}
