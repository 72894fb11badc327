package org.backupmanager.cli.internal.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something when the process is told to end (Ctrl-C, SIGTERM) while this is open, and gives the rest of the
 * program a moment to say how it went.
 */
public final class StopSignal implements AutoCloseable {

    private static final long MOMENT_SECONDS = 4;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean came = new AtomicBoolean();
    private final Thread hook;

    public StopSignal(Runnable action) {
        hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            came.set(true);
            action.run();
            try {
                closed.await(MOMENT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process goes on. */
    public boolean isQuiet() {
        return !came.get();
    }

    @Override
    public void close() {
        closed.countDown();
        if (isQuiet()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                came.set(true);
            }
        }
    }
}
