package org.backupmanager.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.engine.internal.backup.BackupTask;
import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.parity.ParityScheme;
import org.backupmanager.engine.internal.restore.RestoreTask;
import org.backupmanager.engine.internal.run.CancelPoint;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.search.History;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.FileKind;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.ForwardingTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wherever a session is cancelled, it begins next to nothing after that: each thread ends the file that it writes, or
 * the read that it is in. That is why it ends within a second, however much there is.
 */
@Timeout(120)
class CancelledSessionTest {

    private static final Path OUT = Path.of("out");
    private static final int POINTS = 40;
    /** A file is made, written and completed; several threads do so. */
    private static final int OF_A_FILE = 3;
    private static final int READERS = Bench.SETTINGS.readers();

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();
    private int verifications;

    /** A device whose storage and data source are watched, and one session of it. */
    private final class Watched {
        final RunProgress progress = new RunProgress();
        final CancelPoint point;
        final Bench bench;
        final DataSource files;

        Watched(int at, Bench device, StorageTransport storage) {
            point = new CancelPoint(progress::cancel, at);
            bench = device.on(point.watch(storage));
            files = point.watch(DataSource.class, source);
        }

        private RunWork work() throws BackupException {
            return new RunWork(bench.depot, new History(scratch.resolve("search"), bench.depot), bench.clock,
                    bench.chance, (_, _, _, backup) -> backup.run());
        }

        private TroubleLog troubles(SessionReport begun) {
            return new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock);
        }

        boolean backUp(Selection selection) throws Exception {
            SessionReport begun = bench.begin(source.id(), Type.BACKUP);
            var task = new BackupTask(begun, files, selection, List.of(), scratch, Doubt.NONE, Bench.SETTINGS);
            return isCancelled(() -> work().backup(task, progress, troubles(begun), () -> { }));
        }

        boolean restore(SessionReport from) throws Exception {
            SessionReport begun = bench.begin(source.id(), Type.RESTORE);
            var plan = new RecoveryPlan(source.id(), new Moment.Latest(), List.of(), List.of(), Optional.of(OUT),
                    ExistingFiles.OVERWRITE, new Choices(List.of(), Optional.of(OutdatedFiles.CHECK_ALL), false));
            var task = new RestoreTask(begun, from, plan, files, scratch, Optional.empty(), READERS);
            return isCancelled(() -> work().restore(task, progress, troubles(begun)));
        }
    }

    /** A session. */
    private interface Running {
        SessionReport run() throws Exception;
    }

    private static boolean isCancelled(Running session) throws Exception {
        try {
            assertEquals(State.COMPLETED, session.run().state());
            return false;
        } catch (SessionCancelledException cancelled) {
            return true;
        }
    }

    @Test
    void aScanTakesNoFurtherItem() throws Exception {
        for (int i = 0; i < 2000; i++) {
            source.tree().file("/a/" + i + ".txt", new byte[0]);
        }
        for (Selection selection : List.of(Bench.selection("/a"),
                Selection.of().withKinds(new TreeMap<>(Map.of(FileKind.VIDEO, Priority.NORMAL))))) {
            var watched = new Watched(1000, new Bench(storage, scratch), storage);
            assertEquals(true, watched.backUp(selection));
            watched.point.assertNoMoreThan(0);
        }
    }

    @Test
    void aBackupEndsWhatItReadsAndStoresAndBeginsNothing() throws Exception {
        source.tree().file("/a/large", bytes(1, 24_000_000));
        for (int i = 0; i < 200; i++) {
            source.tree().file("/a/b" + i % 20 + "/" + i, bytes(i, 1_000));
        }
        var device = new Bench(new MemoryTransport(), scratch);
        var whole = new Watched(CancelPoint.NEVER, device, new MemoryTransport());
        assertEquals(false, whole.backUp(Bench.selection("/a")));
        CancelPoint.everywhere(whole.point.steps(), POINTS, at -> {
            var watched = new Watched(at, new Bench(storage, scratch), new MemoryTransport());
            boolean cancelled = watched.backUp(Bench.selection("/a"));
            watched.point.assertNoMoreThan(READERS + Bench.SETTINGS.connections());
            return cancelled;
        });
    }

    @Test
    void aBackupThatWaitsForTheStorageToStoreItsLastCabinetDoesNotWaitAfterIt() throws Exception {
        source.tree().file("/a/x", bytes(1, 100_000));
        var progress = new RunProgress();
        var never = new CountDownLatch(1);
        var puts = new AtomicInteger();
        var stuck = new ForwardingTransport(storage) {
            @Override
            public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
                if (puts.getAndIncrement() == 0) {
                    // folders come first, on the session's own thread
                    super.put(name, content, crc32c);
                    return;
                }
                progress.cancel();
                try {
                    never.await();
                } catch (InterruptedException torn) {
                    throw (SessionCancelledException) new SessionCancelledException().because(torn);
                }
            }
        };
        var bench = new Bench(stuck, scratch);
        SessionReport begun = bench.begin(source.id(), Type.BACKUP);
        var task = new BackupTask(begun, source, Bench.selection("/a"), List.of(), scratch, Doubt.NONE,
                Bench.SETTINGS);
        var work = new RunWork(bench.depot, new History(scratch.resolve("search"), bench.depot), bench.clock,
                bench.chance, (_, _, _, backup) -> backup.run());
        assertThrows(SessionCancelledException.class, () -> work.backup(task, progress,
                new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock), () -> { }));
    }

    @Test
    void aRestoreEndsTheFilesThatItWritesAndBeginsNone() throws Exception {
        byte[] large = bytes(1, 24_000_000);
        source.tree().file("/a/large", large).file("/a/there", large);
        for (int i = 0; i < 300; i++) {
            source.tree().file("/a/b" + i % 50 + "/" + i, i % 3 == 0 ? new byte[0] : bytes(i, 100));
        }
        var device = new Bench(storage, scratch);
        SessionReport from = device.backup(source, "/a");
        var whole = new Watched(CancelPoint.NEVER, device, storage);
        presetTarget(large);
        assertEquals(false, whole.restore(from));
        CancelPoint.everywhere(whole.point.steps(), POINTS, at -> {
            presetTarget(large);
            var watched = new Watched(at, device, storage);
            boolean cancelled = watched.restore(from);
            watched.point.assertNoMoreThan(READERS * OF_A_FILE);
            return cancelled;
        });
    }

    @Test
    void aRestoreDoesNotReadToItsEndWhatIsThere() throws Exception {
        byte[] large = bytes(1, 24_000_000);
        source.tree().file("/a/there", large);
        var device = new Bench(storage, scratch);
        SessionReport from = device.backup(source, "/a");
        presetTarget(large);
        var whole = new Watched(CancelPoint.NEVER, device, storage);
        assertEquals(false, whole.restore(from));
        assertTrue(whole.point.steps() > 15, "it is read in parts");
        CancelPoint.everywhere(whole.point.steps(), whole.point.steps(), at -> {
            presetTarget(large);
            var watched = new Watched(at, device, storage);
            boolean cancelled = watched.restore(from);
            watched.point.assertNoMoreThan(1);
            return cancelled;
        });
    }

    /** One file is there already, as far as its content goes. */
    private void presetTarget(byte[] content) {
        source.restoredTo(OUT).remove("/a").file("/a/there", content);
    }

    @Test
    void aVerificationReadsNothingMore() throws Exception {
        try (Home home = Home.hold(scratch.resolve("home"), "test")) {
            Bench device = protectedDevice(home);
            int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
            var whole = new Watched(CancelPoint.NEVER, device, storage);
            assertEquals(false, verify(whole, home));
            CancelPoint.everywhere(whole.point.steps(), POINTS, at -> {
                var watched = new Watched(at, device, storage);
                boolean cancelled = verify(watched, home);
                watched.point.assertNoMoreThan(threads);
                return cancelled;
            });
        }
    }

    /** Each a day after the one before, so that nothing counts as checked. */
    private boolean verify(Watched watched, Home home) throws Exception {
        watched.bench.clock.advance(Duration.ofDays(++verifications));
        SessionReport begun = watched.bench.begin(SessionReport.ALL, Type.VERIFY);
        var task = new VerifyTask(begun, new VerifyPlan(100, 0, 0, true), home,
                new ParityGroups(watched.bench.depot, home, watched.bench.chance));
        return isCancelled(() -> watched.work().verify(task, watched.progress, watched.troubles(begun)));
    }

    /** Sessions in cabinets of which most are protected by parity. */
    private Bench protectedDevice(Home home) throws Exception {
        var device = new Bench(storage, scratch);
        device.depot.storage().put(device.depot.names().vault(), device.vault.lock("test".toCharArray()));
        for (int i = 0; device.depot.register().cabinets().size() < 8; i++) {
            source.tree().file("/a/" + i, bytes(i, 30_000));
            device.backup(source, "/a");
        }
        assertEquals(1, new ParityGroups(device.depot, home, device.chance).form(new ParityScheme(6, 2), () -> { }));
        return device;
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
