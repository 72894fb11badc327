package org.backupmanager.engine.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Does the same with many things, several at once.
 *
 * @param threads at work at the same time
 */
public record Parallel(int threads) {

    /** The results in the order of the inputs; the first failure ends it all. */
    public <T, R> List<R> map(List<T> inputs, Step<T, R> step) throws BackupException {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("rebuild-", 1).factory())) {
            List<Future<R>> futures = new ArrayList<>();
            inputs.forEach(input -> futures.add(pool.submit(() -> step.apply(input))));
            try {
                return results(futures);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static <R> List<R> results(List<Future<R>> futures) throws BackupException {
        List<R> results = new ArrayList<>();
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException failure) {
                switch (failure.getCause()) {
                    case BackupException told -> throw told;
                    case RuntimeException bug -> throw bug;
                    case Error bug -> throw bug;
                    default -> throw new IllegalStateException(failure.getCause());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new SessionCancelledException().because(interrupted);
            }
        }
        return results;
    }

    /** What is done with each. */
    @FunctionalInterface
    public interface Step<T, R> {
        R apply(T input) throws BackupException;
    }
}
