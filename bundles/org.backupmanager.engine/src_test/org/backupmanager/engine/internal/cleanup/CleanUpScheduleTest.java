package org.backupmanager.engine.internal.cleanup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

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
        for (int i = 0; i < schedules; i++) {
            String counts = new Schedule(seed + i, vault, scratch).run().counts();
            if (schedules > QUICK && i % 100 == 99) {
                System.out.println((i + 1) + " schedules, the last with " + counts);
            }
        }
        System.out.println("schedules: " + schedules + ", lost: 0, seconds: "
                + (System.nanoTime() - begun) / 1_000_000_000);
    }

    /** The long part: how many schedules, and the first seed. */
    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextLong();
        run(Integer.parseInt(arguments[0]), seed, Files.createTempDirectory("schedules"));
    }
}
