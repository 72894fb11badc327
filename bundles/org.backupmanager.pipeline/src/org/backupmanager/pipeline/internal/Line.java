package org.backupmanager.pipeline.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Threads that work on one thing together: the first failure stops them all. Opened in a try-with-resources; {@link
 * #close} leaves no thread behind.
 */
public final class Line implements AutoCloseable {

    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    public Line(String name) {
        this.name = name;
    }

    /** One thread's share of the work. An interrupt asks it to end. */
    @FunctionalInterface
    public interface Share {
        void run() throws BackupException, InterruptedException;
    }

    /** Starts a thread; called by the owner only. */
    public void start(String role, Share share) {
        threads.add(Thread.ofPlatform().name(name + " " + role + " " + threads.size()).start(() -> run(share)));
    }

    private void run(Share share) {
        try {
            share.run();
        } catch (InterruptedException e) {
            fail(new SessionCancelledException().because(e));
        } catch (BackupException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            stop();
        }
    }

    private void stop() {
        for (Thread thread : List.copyOf(threads)) {
            if (thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
    }

    /** Waits until all threads have ended and passes their first failure on. */
    public void await() throws BackupException, InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        check();
    }

    /** Passes the first failure on, if there was one. */
    public void check() throws BackupException {
        switch (failure.get()) {
            case null -> { }
            case BackupException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** Stops what still runs and waits for it. */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
