package org.backupmanager.register.internal;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.backupmanager.session.BackupException;

/**
 * The one thread that uses a register's database and changes its files. Callers wait for it and cannot be interrupted
 * meanwhile: an interrupt would make Derby drop its connection and Java close the files.
 */
final class RegisterThread implements AutoCloseable {

    private final Path folder;
    private final ExecutorService executor;

    RegisterThread(Path folder) {
        this.folder = folder;
        executor = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("Backup Register " + folder)
                .factory());
    }

    /** Runs it there. Bugs come out as they are, everything else as what {@link Failures} makes of it. */
    <T> T call(Callable<T> work) throws BackupException {
        try {
            return await(executor.submit(work));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the register in " + folder + " is closed", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException bug -> throw bug;
                case Exception failure -> throw Failures.of(folder, failure);
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static <T> T await(Future<T> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
