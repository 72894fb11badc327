package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.register.Registers;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session;
import org.backupmanager.storage.StorageProvider;
import org.backupmanager.testkit.FakeClock;

/**
 * Makes years of sessions and measures how quick they open, list, search and restore; run by hand, with the classes of
 * all bundles: {@code HistorySpeed FOLDER SESSIONS FILES}. 365 sessions of 100,000 files take some minutes.
 */
final class HistorySpeed {

    private static final int CHANGED_OF_A_THOUSAND = 5;

    private final Path folder;
    private final int sessions;
    private final ManyFiles source;
    private final int files;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T20:00:00Z"));

    private HistorySpeed(Path folder, int sessions, int files) {
        this.folder = folder;
        this.sessions = sessions;
        this.files = files;
        source = new ManyFiles(files);
    }

    public static void main(String[] arguments) throws Exception {
        new HistorySpeed(Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2])).run();
    }

    private EngineDevices devices() throws ReflectiveOperationException {
        var surroundings = new Surroundings(clock, new SecureRandom(), new PlatformHome(Map.of(), "Linux", folder),
                "Linux",
                "", "a measurement", "tester", Map.of());
        // By name: the engine must not see these bundles.
        var registers = made("org.backupmanager.register.internal.DerbyRegisters", Registers.class);
        var storages = made("org.backupmanager.transport.file.internal.FolderProvider", StorageProvider.class);
        return new EngineDevices(registers, surroundings).with(List.of(storages), List.of(source));
    }

    private static <T> T made(String name, Class<T> type) throws ReflectiveOperationException {
        var constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance());
    }

    private interface Step {
        long run() throws Exception;
    }

    private static void measure(String what, Step step) throws Exception {
        long start = System.nanoTime();
        Duration cpu = cpu();
        long result = step.run();
        System.out.printf("%-50s %10.1f ms (cpu %6d ms)   %,d%n", what, (System.nanoTime() - start) / 1e6,
                cpu().minus(cpu).toMillis(), result);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void run() throws Exception {
        Path home = folder.resolve("home");
        Path storage = Files.createDirectories(folder.resolve("storage"));
        var device = devices().create(home, new NewDevice("year", storage.toString(), CipherSuite.AES_128, secret()));
        measure("all sessions", () -> backups(device));
        device.close();
        measure("bytes of the storage", () -> size(storage));
        measure("bytes of the register", () -> size(home.resolve("register")));
        measure("bytes of the search", () -> size(home.resolve("search")));
        measure("open, list, close", () -> open(home));
        try (Device again = devices().open(home).orElseThrow()) {
            use(again);
        }
        deleteTree(home.resolve("search"));
        try (Device again = devices().open(home).orElseThrow()) {
            measure("first search, its log lost (finds)", () -> search(again, "report-002345"));
        }
        deleteTree(home);
        measure("open from the storage alone", () -> join(home, storage));
        deleteTree(home);
        deleteTree(storage.resolve("year").resolve("register"));
        measure("the same without the parts of the register", () -> join(home, storage));
    }

    private static char[] secret() {
        return "passphrase of a measurement".toCharArray();
    }

    private long backups(Device device) throws Exception {
        device.select("ManyFiles", Selection.of(ItemPath.parse("/data")));
        long[] nanos = new long[sessions];
        for (int i = 0; i < sessions; i++) {
            clock.advance(Duration.ofDays(1));
            long start = System.nanoTime();
            wait(device.sessions().startBackup(List.of("ManyFiles")).getFirst());
            nanos[i] = System.nanoTime() - start;
            source.change(files / 1000 * CHANGED_OF_A_THOUSAND);
        }
        System.out.printf("first %.0f ms, second %.0f, last ten %s%n", nanos[0] / 1e6, nanos[1] / 1e6,
                Arrays.stream(nanos, sessions - Math.min(10, sessions), sessions).map(n -> n / 1_000_000).boxed()
                        .toList());
        return sessions;
    }

    private static void wait(Session session) throws Exception {
        SessionReport report = session.await();
        if (!report.state().isRestorable() && report.type() == SessionReport.Type.BACKUP) {
            throw new IllegalStateException(report.toString());
        }
    }

    private long open(Path home) throws Exception {
        try (Device device = devices().open(home).orElseThrow()) {
            return device.sessions().reports().size();
        }
    }

    private long join(Path home, Path storage) throws Exception {
        try (Device device = devices().join(home, "year", storage.toString(), secret(), Progress.NONE)) {
            return device.sessions().reports().size();
        }
    }

    private void use(Device device) throws Exception {
        List<SessionReport> reports = device.sessions().reports();
        SessionReport newest = reports.getFirst();
        SessionReport oldest = reports.getLast();
        for (SessionReport session : List.of(newest, oldest)) {
            measure("a folder of session " + session.id(),
                    () -> device.sessions().children(session.id(), ItemPath.parse("/data/customer-003")).size());
            measure("another one",
                    () -> device.sessions().children(session.id(), ItemPath.parse("/data/customer-004/project-0210"))
                            .size());
            measure("all items of session " + session.id(), () -> items(device, session));
            measure("all items again", () -> items(device, session));
            measure("restore of session " + session.id(), () -> restore(device, session));
        }
        for (String pattern : List.of("report-002345", "report-0023*", "/data/customer-00?/*7.txt", "nosuchname",
                "*")) {
            measure("search " + pattern, () -> search(device, pattern));
            measure("search again", () -> search(device, pattern));
        }
    }

    private static long items(Device device, SessionReport session) throws Exception {
        var count = new long[1];
        device.sessions().walk(session.id(), ItemPath.ROOT, _ -> ++count[0] > 0);
        return count[0];
    }

    private static long search(Device device, String pattern) throws Exception {
        return device.sessions().search("ManyFiles", pattern, 100).stream().mapToLong(found -> found.versions().size())
                .sum();
    }

    private long restore(Device device, SessionReport session) throws Exception {
        var plan = new RecoveryPlan("ManyFiles", new Moment.Of(session.id()),
                List.of(ItemPath.parse("/data/customer-003")),
                List.of(), Optional.of(Path.of("restored")), ExistingFiles.OVERWRITE);
        Session restore = device.sessions().startRestore(plan);
        wait(restore);
        return restore.report().totals().processedCount();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
        }
    }

    private static void deleteTree(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
