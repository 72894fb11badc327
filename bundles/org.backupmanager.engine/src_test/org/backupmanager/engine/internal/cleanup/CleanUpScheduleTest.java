package org.backupmanager.engine.internal.cleanup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 2 against random schedules. The quick part runs in every build. The long part:
 * {@code java -cp <class path of the tests> org.backupmanager.engine.internal.cleanup.CleanUpScheduleTest 5000 [seed]}
 * or the system property {@code cleanup.schedules} in the build. Either prints a line {@code schedules: N, lost: 0, …}
 * at its end; a schedule that fails prints its seed and its story and ends with exit code 1.
 */
class CleanUpScheduleTest {

    private static final int QUICK = 15;
    private static final int AT_ONCE = 4;

    @TempDir
    Path scratch;

    @Test
    void whateverHappensNoListedSessionLosesAnythingAndWasteGoes() throws Exception {
        run(Integer.getInteger("cleanup.schedules", QUICK), Long.getLong("cleanup.seed", new Random().nextLong()),
                scratch);
    }

    private static void run(int schedules, long seed, Path scratch) throws Exception {
        System.out.println("clean-up schedules from seed " + seed);
        var vault = Schedule.vault();
        long begun = System.nanoTime();
        // A schedule waits more than it works
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < schedules; i++) {
                long its = seed + i;
                Path folder = Files.createDirectory(scratch.resolve(Integer.toString(i)));
                all.add(threads.submit(() -> new Schedule(its, vault, folder).run().counts()));
            }
            for (int i = 0; i < schedules; i++) {
                String counts = result(all.get(i), threads);
                if (schedules > QUICK && i % 100 == 99) {
                    System.out.println((i + 1) + " schedules, the last with " + counts);
                }
            }
        }
        System.out.println("schedules: " + schedules + ", lost: 0, seconds: "
                + (System.nanoTime() - begun) / 1_000_000_000);
    }

    private static String result(Future<String> schedule, ExecutorService threads) throws InterruptedException {
        try {
            return schedule.get();
        } catch (ExecutionException failed) {
            threads.shutdownNow();
            throw new AssertionError(failed.getCause().getMessage(), failed.getCause());
        }
    }

    /** The long part: how many schedules, and the first seed. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextLong();
        run(Integer.parseInt(arguments[0]), seed, Files.createTempDirectory("schedules"));
    }
}
