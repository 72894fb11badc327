package org.backupmanager.engine.internal.parity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.SessionReport;
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

    private final ParityGroups groups;
    private final Supplier<Optional<ParityScheme>> scheme;
    private final BooleanSupplier idle;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("parity").daemon().factory());
    /** Looks that wait or work. */
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean begun;
    private volatile boolean closed;

    /**
     * @param groups of the device
     * @param scheme what the setting says now; empty for none
     * @param idle whether no session runs
     */
    public ParityKeeper(ParityGroups groups, Supplier<Optional<ParityScheme>> scheme, BooleanSupplier idle) {
        this.groups = groups;
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
        try {
            stepAside();
            groups.form(wanted.get(), this::stepAside);
        } catch (SessionCancelledException later) {
            LOG.log(System.Logger.Level.DEBUG, later.getMessage(), later);
        } catch (BackupException failure) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("parity.failed", failure.getMessage()), failure);
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
