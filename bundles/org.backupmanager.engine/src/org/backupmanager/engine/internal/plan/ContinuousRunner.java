package org.backupmanager.engine.internal.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.engine.internal.plan.ContinuousBook.Attempt;
import org.backupmanager.engine.internal.recovery.ContinuousState;
import org.backupmanager.engine.internal.run.Lookout;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;

/**
 * Runs continuous restores, one after another, once it has begun: at the beginning, after each backup, and whenever the
 * storage was asked for sessions of other computers. What failed is tried again at the next of these.
 */
public final class ContinuousRunner implements SessionListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ContinuousRunner.class.getName());

    private final ContinuousBook book;
    private final Restoring device;
    private final Lookout lookout = new Lookout("Continuous restores", this::obey);

    ContinuousRunner(ContinuousBook book, Restoring device) {
        this.book = book;
        this.device = device;
        book.hear(lookout::wake);
    }

    /** What restores. */
    public interface Restoring {

        /** Learns of sessions that other computers have stored. */
        void askStorage() throws BackupException;

        /** The newest session of a data source that can be restored. */
        Optional<SessionReport> newest(String source);

        /** Starts to bring the folder to that session. */
        Session start(ContinuousRestore restore, SessionReport from, ContinuousState state) throws BackupException;
    }

    /** From now on they run, until this is closed. */
    void begin() {
        lookout.begin();
    }

    @Override
    public void started(Session session) {
        // the end counts
    }

    @Override
    public void ended(SessionReport report) {
        if (report.type() == Type.BACKUP && report.state().isRestorable()) {
            lookout.wake();
        }
    }

    /** It is time to ask the storage when nobody has woken it. */
    private Duration obey(boolean timely) throws InterruptedException {
        look(timely);
        int minutes = book.all().values().stream().filter(restore -> restore.active() && restore.pollMinutes() > 0)
                .mapToInt(ContinuousRestore::pollMinutes).min().orElse((int) Duration.ofDays(1).toMinutes());
        return Duration.ofMinutes(minutes);
    }

    /** Runs what is behind. */
    void look(boolean asks) throws InterruptedException {
        Map<Integer, ContinuousRestore> all = book.all();
        if (asks && all.values().stream().anyMatch(restore -> restore.active() && restore.pollMinutes() > 0)) {
            try {
                device.askStorage();
            } catch (BackupException notNow) {
                LOG.log(System.Logger.Level.WARNING, notNow.getMessage(), notNow);
                all.forEach((number, restore) -> failed(number, notNow));
            }
        }
        for (var one : all.entrySet()) {
            if (one.getValue().active()) {
                look(one.getKey(), one.getValue());
            }
        }
    }

    private void look(int number, ContinuousRestore restore) throws InterruptedException {
        try {
            ContinuousState state = book.state(number);
            Optional<SessionReport> newest = device.newest(restore.source());
            if (newest.isPresent() && state.reached().filter(reached -> reached.is(newest.get())).isEmpty()) {
                SessionReport report = device.start(restore, newest.get(), state).await();
                book.attempted(number, new Attempt(Optional.of(report.id()), report.state() == State.COMPLETED
                        ? Optional.empty() : Optional.of(report.state().word())));
            }
        } catch (BackupException notStarted) {
            LOG.log(System.Logger.Level.WARNING, notStarted.getMessage(), notStarted);
            failed(number, notStarted);
        }
    }

    private void failed(int number, BackupException why) {
        book.attempted(number, new Attempt(Optional.empty(), Optional.of(why.getMessage())));
    }

    /** Starts nothing any more. */
    @Override
    public void close() {
        lookout.close(Duration.ZERO);
    }
}
