package org.backupmanager.register.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Code;
import org.backupmanager.register.BackupRegister;

/**
 * Measures a register; run by hand, in an empty folder: {@code RegisterSpeed FOLDER [MILLIONS OF SLICES]}. With 100 it
 * needs 6 GB of disk and as much memory to be quick.
 */
final class RegisterSpeed {

    private static final int PER_CABINET = 100_000;

    private final Path folder;
    private final int cabinets;

    private RegisterSpeed(Path folder, int cabinets) {
        this.folder = folder;
        this.cabinets = cabinets;
    }

    public static void main(String[] arguments) throws Exception {
        int millions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        new RegisterSpeed(Path.of(arguments[0]).resolve("register"), millions * 1_000_000 / PER_CABINET).run();
    }

    private interface Step {
        long run() throws Exception;
    }

    /**
     * Runs it and prints how long it took, how much of the processors, and how many of its things it did in a second.
     */
    private static void measure(String name, Step step) throws Exception {
        long start = System.nanoTime();
        Duration cpu = cpu();
        long things = step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-42s %10.1f ms (cpu %6d ms) %,14.0f /s%n", name, seconds * 1000,
                cpu().minus(cpu).toMillis(),
                things / seconds);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void run() throws Exception {
        measure("create and close", () -> opened(register -> 1));
        measure("open and close", () -> opened(register -> 1));
        measure("add slices", () -> opened(this::addAll));
        measure("open and close", () -> opened(register -> 1));
        opened(register -> {
            measure("find in order", () -> find(register, true));
            measure("find at random", () -> findAtRandom(register, 0));
            measure("find at random, two threads", () -> findInParallel(register));
            measure("find what is not there", () -> find(register, false));
            measure("find a million again, in order", () -> find(register, 1_000_000 / PER_CABINET, true));
            measure("keep 300 frames of 1 MiB (bytes)", () -> keep(register, 300, 1 << 20));
            measure("keep 1000 frames of 100 KB (bytes)", () -> keep(register, 1000, 100_000));
            measure("read 300 frames of 1 MiB (bytes)", () -> read(register, 300, 1 << 20));
            measure("read 1000 frames of 100 KB (bytes)", () -> read(register, 1000, 100_000));
            measure("1000 session numbers", () -> numbers(register));
            return 1;
        });
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path path : files.toList()) {
                System.out.printf("%s: %,d bytes, %.1f a slice%n", path.getFileName(), Files.size(path),
                        Files.size(path) / (double) cabinets / PER_CABINET);
                Files.delete(path);
            }
        }
        measure("open with the index made again (slices)", () -> opened(register -> (long) cabinets * PER_CABINET));
    }

    private interface Use {
        long of(BackupRegister register) throws Exception;
    }

    private long opened(Use use) throws Exception {
        try (BackupRegister register = new DerbyRegisters().open(folder)) {
            return use.of(register);
        }
    }

    private long addAll(BackupRegister register) throws Exception {
        long longest = 0;
        for (int i = 0; i < cabinets; i++) {
            CabinetDirectory cabinet = cabinet(i);
            long start = System.nanoTime();
            register.add(cabinet);
            longest = Math.max(longest, System.nanoTime() - start);
        }
        System.out.printf("longest add: %.1f ms%n", longest / 1e6);
        return (long) cabinets * PER_CABINET;
    }

    private static CabinetDirectory cabinet(int number) {
        var random = new SplittableRandom(number);
        byte[] ids = new byte[PER_CABINET * SliceId.LENGTH];
        random.nextBytes(ids);
        byte[] id = new byte[32];
        random.nextBytes(id);
        return new CabinetDirectory(new CabinetId(HexFormat.of().formatHex(id)), CabinetDirectory.Kind.CONTENT,
                1 << 24, ids, new byte[1000]);
    }

    private long find(BackupRegister register, boolean there) {
        return find(register, Math.min(cabinets, 500), there);
    }

    private static long find(BackupRegister register, int many, boolean there) {
        for (int number = 0; number < many; number++) {
            CabinetDirectory cabinet = cabinet(there ? number : -1 - number);
            for (int i = 0; i < PER_CABINET; i++) {
                if (register.find(cabinet.slice(i)).isPresent() != there) {
                    throw new IllegalStateException(Code.INTERNAL.text("cabinet " + number + ", slice " + i));
                }
            }
        }
        return (long) many * PER_CABINET;
    }

    /** One slice of each of 64 cabinets in turn: none of them is near the one before. */
    private long findAtRandom(BackupRegister register, int shift) {
        int many = Math.min(cabinets, 64);
        var some = new CabinetDirectory[many];
        for (int i = 0; i < many; i++) {
            some[i] = cabinet((int) ((long) i * cabinets / many + shift) % cabinets);
        }
        for (int i = 0; i < PER_CABINET; i++) {
            for (CabinetDirectory cabinet : some) {
                register.find(cabinet.slice(i)).orElseThrow();
            }
        }
        return (long) many * PER_CABINET;
    }

    private long findInParallel(BackupRegister register) throws Exception {
        var other = new FutureTask<>(() -> findAtRandom(register, 1));
        new Thread(other).start();
        return findAtRandom(register, 2) + other.get();
    }

    private static long keep(BackupRegister register, int frames, int size) throws Exception {
        byte[] bytes = new byte[size];
        for (int i = 0; i < frames; i++) {
            register.keepFrame(size, i, bytes);
        }
        return (long) frames * size;
    }

    private static long read(BackupRegister register, int frames, int size) throws Exception {
        for (int i = 0; i < frames; i++) {
            register.frame(size, i).orElseThrow();
        }
        return (long) frames * size;
    }

    private static long numbers(BackupRegister register) throws Exception {
        for (int i = 0; i < 1000; i++) {
            register.nextSession();
        }
        return 1000;
    }
}
