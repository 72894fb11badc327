package org.backupmanager.engine.internal.plan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session;
import org.backupmanager.session.SessionListener;

/** Applies the policies after each backup that ended well, on a thread of its own: nobody waits for it but the end. */
final class RetentionRunner implements SessionListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RetentionRunner.class.getName());
    /** How long it may take to end when the device is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RetentionBook book;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("Retention").factory());

    RetentionRunner(RetentionBook book) {
        this.book = book;
    }

    @Override
    public void started(Session session) {
        // sessions go only when a newer one is safe
    }

    @Override
    public void ended(SessionReport report) {
        if (report.type() == Type.BACKUP && report.state().isRestorable()
                && book.policies().containsKey(report.source())) {
            try {
                thread.execute(this::apply);
            } catch (RejectedExecutionException closing) {
                LOG.log(System.Logger.Level.DEBUG, "the policies are applied after the next backup", closing);
            }
        }
    }

    private void apply() {
        try {
            List<SessionReport> gone = book.apply();
            if (!gone.isEmpty()) {
                LOG.log(System.Logger.Level.INFO, Messages.text("retention.gone", gone.size(),
                        String.join(", ", gone.stream().map(report -> report.id().toString()).toList())));
            }
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("retention.failed", failed.getMessage()), failed);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
