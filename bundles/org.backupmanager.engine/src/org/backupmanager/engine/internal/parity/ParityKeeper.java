package org.backupmanager.engine.internal.parity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.parity.ParityGroups.Coverage;
import org.backupmanager.engine.internal.parity.ParityNotes.Failure;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.IdleWork;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.session.SessionListener;

/**
 * Makes parity while no session runs, on a thread of its own; decision record 30. Where a session starts, the group
 * that is being made is given up, and begun again afterwards.
 */
public final class ParityKeeper implements IdleWork, SessionListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ParityKeeper.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How often it tells how far it is; thousands of groups must not push out what was told of sessions. */
    private static final Duration NEWS = Duration.ofSeconds(10);

    private final ParityGroups groups;
    private final ParityNotes notes;
    private final Supplier<Optional<ParityScheme>> scheme;
    private final BooleanSupplier idle;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("parity").daemon().factory());
    /** Looks that wait or work. */
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Consumer<Parity> listener = _ -> { };
    private volatile Under under = Under.NOTHING;
    private volatile boolean begun;
    private volatile boolean closed;

    /** How many groups were made of those that are to be. */
    private record Under(int made, int planned) {
        static final Under NOTHING = new Under(0, 0);
    }

    /**
     * @param groups of the device
     * @param notes of its home
     * @param scheme what the setting says now; empty for none
     * @param idle whether no session runs
     */
    public ParityKeeper(ParityGroups groups, ParityNotes notes, Supplier<Optional<ParityScheme>> scheme,
            BooleanSupplier idle) {
        this.groups = groups;
        this.notes = notes;
        this.scheme = scheme;
        this.idle = idle;
    }

    public ParityGroups groups() {
        return groups;
    }

    /** What the setting says now. */
    public Optional<ParityScheme> scheme() {
        return scheme.get();
    }

    /** From now on this one hears when work begins, now and then how far it is, and how it ends. */
    public void tell(Consumer<Parity> hearer) {
        listener = hearer;
    }

    /** How cabinets are protected now. */
    public Parity parity() throws BackupException {
        Optional<ParityScheme> wanted = scheme.get();
        Coverage now = groups.coverage();
        Under work = under;
        Optional<Failure> failure = notes.failure();
        return new Parity(wanted.map(ParityScheme::word).orElse("off"), state(wanted, work, failure), now.covered(),
                now.open(), now.groups(), now.damaged(), work.made, work.planned,
                failure.map(Failure::why).orElse(""), failure.map(Failure::when));
    }

    private Parity.State state(Optional<ParityScheme> wanted, Under work, Optional<Failure> failure)
            throws BackupException {
        if (wanted.isEmpty()) {
            return Parity.State.OFF;
        }
        if (work.planned > 0) {
            return Parity.State.WORKING;
        }
        if (failure.isPresent()) {
            return Parity.State.FAILED;
        }
        return groups.isDue(wanted.get()) ? Parity.State.DUE : Parity.State.COMPLETE;
    }

    @Override
    public void begin() {
        begun = true;
        look();
    }

    @Override
    public boolean isDue() {
        Optional<ParityScheme> wanted = scheme.get();
        try {
            return wanted.isPresent() && groups.isDue(wanted.get());
        } catch (BackupException unknown) {
            LOG.log(System.Logger.Level.DEBUG, unknown.getMessage(), unknown);
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return looks.get() > 0;
    }

    @Override
    public void started(Session session) {
        // what is under way sees by itself that a session runs
    }

    @Override
    public void ended(SessionReport report) {
        if (begun) {
            look();
        }
    }

    /** One look that waits is enough, whoever asks for another. */
    private synchronized void look() {
        if (!closed && looks.get() < 2) {
            looks.incrementAndGet();
            thread.execute(() -> {
                try {
                    form();
                } finally {
                    looks.decrementAndGet();
                }
            });
        }
    }

    private void form() {
        Optional<ParityScheme> wanted = scheme.get();
        if (wanted.isEmpty()) {
            return;
        }
        var news = new News();
        try {
            stepAside();
            groups.form(wanted.get(), news);
            notes.succeeded();
            news.end("parity.made");
        } catch (SessionCancelledException later) {
            LOG.log(System.Logger.Level.DEBUG, later.getMessage(), later);
            news.end("parity.aside");
        } catch (BackupException failure) {
            failed(failure);
        } catch (RuntimeException bug) {
            failed(new BackupException(Code.INTERNAL, bug.toString()).because(bug));
        } finally {
            under = Under.NOTHING;
        }
    }

    private void failed(BackupException failure) {
        under = Under.NOTHING;
        LOG.log(System.Logger.Level.WARNING, Messages.text("parity.failed", failure.getMessage()), failure);
        try {
            notes.failed(failure.getMessage());
        } catch (BackupException unwritten) {
            LOG.log(System.Logger.Level.WARNING, unwritten.getMessage(), unwritten);
        }
        tell();
    }

    private void tell() {
        try {
            listener.accept(parity());
        } catch (BackupException untold) {
            LOG.log(System.Logger.Level.WARNING, untold.getMessage(), untold);
        }
    }

    /** What is told about the groups of one look; nothing where there are none to make. */
    private final class News implements Making {

        private Instant told = Instant.MIN;

        @Override
        public void pass() throws SessionCancelledException {
            stepAside();
        }

        @Override
        public void planned(int planned) {
            under = new Under(0, planned);
            if (planned > 0) {
                LOG.log(System.Logger.Level.INFO, Messages.text("parity.begun", planned));
                tellNowAndThen();
            }
        }

        @Override
        public void made() {
            under = new Under(under.made + 1, under.planned);
            tellNowAndThen();
        }

        private void tellNowAndThen() {
            Instant now = notes.clock().instant();
            if (!now.isBefore(told.plus(NEWS))) {
                told = now;
                tell();
            }
        }

        /** @param key of the text that says how it ended */
        void end(String key) {
            Under last = under;
            under = Under.NOTHING;
            if (last.planned > 0) {
                LOG.log(System.Logger.Level.INFO, Messages.text(key, last.made, last.planned));
                tell();
            }
        }
    }

    private void stepAside() throws SessionCancelledException {
        if (closed || !idle.getAsBoolean()) {
            throw new SessionCancelledException();
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException inAHurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
