package org.backupmanager.ui.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.backupmanager.session.BackupException;
import org.backupmanager.ui.internal.work.Background;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.swt.widgets.Control;

/** Waits for a service that ended, or is about to begin: most come back within seconds, since they are started anew. */
final class Comeback {

    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 200;

    private final OpenHome openHome;
    private final Background background;

    Comeback(OpenHome openHome, Background background) {
        this.openHome = openHome;
        this.background = background;
    }

    /**
     * Waits some seconds.
     *
     * @param owner whose end is the end of waiting
     * @param found gets the device as the service offers it
     * @param none is run where none came
     */
    void await(Control owner, Path home, Consumer<Held> found, Runnable none) {
        var job = background.run(owner, "comeback", monitor -> look(home, monitor),
                held -> held.ifPresentOrElse(found, none), problem -> none.run());
        owner.addDisposeListener(e -> job.cancel());
    }

    private Optional<Held> look(Path home, IProgressMonitor monitor) throws BackupException, InterruptedException {
        for (int i = 0; i < TRIES && !monitor.isCanceled(); i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            Optional<Held> held = openHome.reach(home);
            if (held.isPresent()) {
                if (monitor.isCanceled()) {
                    held.get().device().close();
                }
                return held;
            }
        }
        return Optional.empty();
    }
}
