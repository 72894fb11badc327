package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.DataSource.Overlap;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.DiskTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are processed together: what comes first, and that each ends as if it had been alone. */
@Timeout(120)
class MergedQueueTest {

    private static final Path OUT = Path.of("out");
    private static final EngineSettings ONE_READER = new EngineSettings(2, 3, 16 << 20, true, 1);
    private static final ObjectName SESSIONS = new ObjectName("bench").child("sessions");

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountingSource files = new CountingSource("Files");
    private final CountingSource shares = new CountingSource("Shares");

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS));
        assertEquals(0, files.fake().openViews());
        assertEquals(0, shares.fake().openViews());
    }

    /** A backup on a thread of its own. */
    private final class Running {
        final Bench.SessionProgress how = new Bench.SessionProgress();
        final Future<SessionReport> end;

        Running(Bench bench, CountingSource source, Selection selection, Turn turn) {
            end = threads.submit(() -> bench.backup(source, selection, how, turn));
        }

        void awaitScan() {
            Await.until("something was found", () -> how.progress.totals().selectedCount() > 0);
        }

        void awaitStage(Stage stage) {
            Await.until("it is " + stage, () -> how.progress.snapshot().stage() == stage || end.isDone());
        }

        BackupException failure() {
            var failed = assertThrows(ExecutionException.class, () -> end.get(60, TimeUnit.SECONDS));
            if (failed.getCause() instanceof BackupException told) {
                return told;
            }
            throw new AssertionError(failed.getCause());
        }
    }

    private static Turn at(CountDownLatch scans) {
        return () -> {
            scans.countDown();
            scans.await();
        };
    }

    private static Turn atOnce() {
        return () -> { };
    }

    @Test
    void priorityThenTheNewestChangeComesFirstWhicheverSessionItBelongsTo() throws Exception {
        var bench = new Bench(storage, scratch);
        bench.settings = ONE_READER;
        files.tree().file("/old", bytes(1, 10)).file("/low/files", bytes(2, 10)).file("/high/files", bytes(3, 10));
        shares.tree().file("/low/shares", bytes(4, 10)).file("/high/shares", bytes(5, 10));
        for (int minute = 1; minute < 6; minute++) {
            for (int second = 0; second < 60; second++) {
                files.tree().folder("/clock");
                shares.tree().folder("/clock");
            }
            (minute % 2 == 0 ? files : shares).tree().file("/" + minute, bytes(minute, 10));
        }
        var scans = new CountDownLatch(2);
        var selection = Bench.selection("/").including(ItemPath.parse("/low"), Priority.LOW)
                .including(ItemPath.parse("/high"), Priority.HIGH);
        var order = new Order(files, shares);
        var one = new Running(bench, files, selection, at(scans));
        one.awaitScan();
        var two = new Running(bench, shares, selection, at(scans));
        assertEquals(State.COMPLETED, one.end.get().state());
        assertEquals(State.COMPLETED, two.end.get().state());
        assertEquals(List.of("/high/files", "/high/shares", "/5", "/4", "/3", "/2", "/1", "/old", "/low/files",
                "/low/shares"), order.opened());
    }

    /** In what order the items of two sources were opened. */
    private record Order(CountingSource one, CountingSource two, List<String> opened) {
        Order(CountingSource one, CountingSource two) {
            this(one, two, new java.util.concurrent.CopyOnWriteArrayList<>());
            one.tellTo(opened);
            two.tellTo(opened);
        }

    }

    @Test
    void eachSessionHasItsOwnTreeReportAndCommit() throws Exception {
        var bench = new Bench(storage, scratch).created();
        files.tree().file("/a/large", bytes(1, 40_000_000)).file("/a/small", bytes(2, 10));
        shares.tree().file("/b/large", bytes(3, 10_000_000)).file("/b/same", bytes(2, 10)).file("/b/x", bytes(4, 70));
        shares.fake().unreadable("/b/x");
        var scans = new CountDownLatch(2);
        var one = new Running(bench, files, Bench.selection("/a"), at(scans));
        var two = new Running(bench, shares, Bench.selection("/b"), at(scans));
        SessionReport first = one.end.get();
        SessionReport second = two.end.get();
        assertEquals(State.COMPLETED, first.state());
        assertEquals(40_000_010, first.totals().processedSize());
        assertEquals(2, first.totals().processedCount());
        assertEquals(State.COMPLETED_WITH_ERRORS, second.state());
        assertEquals(10_000_010, second.totals().processedSize());
        assertEquals(List.of(Code.ITEM_UNREADABLE), bench.troubles(second).stream().map(t -> t.code()).toList());
        assertEquals(List.of(), bench.troubles(first));
        assertTrue(first.totals().sentSize() > 40_000_000, first.toString());
        assertTrue(second.totals().sentSize() > 10_000_000 && second.totals().sentSize() < 12_000_000,
                second.toString());
        long cabinets = storage.list(new ObjectName("bench").child("cabinets")).stream()
                .mapToLong(object -> object.size()).sum();
        long parts = storage.list(new ObjectName("bench").child("register")).stream()
                .mapToLong(object -> object.size()).sum();
        assertEquals(cabinets + parts, first.totals().sentSize() + second.totals().sentSize());
        assertEquals(2, storage.list(SESSIONS).size());
        assertRestores(bench, files, first);
        bench.restore(shares, second, Optional.of(OUT));
        assertEquals(List.of("/b", "/b/large", "/b/same"), shares.fake().restoredTo(OUT).paths());
        assertRestores(bench.elsewhere(storage), files, first);
    }

    @Test
    void aSessionThatHasFewerFilesIsCommittedWhileTheOtherIsStillProcessed() throws Exception {
        var bench = new Bench(storage, scratch).created();
        var latch = new CountDownLatch(1);
        files.tree().file("/a/slow", bytes(1, 5_000_000));
        files.fake().slow("/a/slow", latch);
        shares.tree().file("/b", bytes(3, 10_000_000));
        var scans = new CountDownLatch(2);
        var one = new Running(bench, files, Bench.selection("/a"), at(scans));
        one.awaitScan();
        var two = new Running(bench, shares, Bench.selection("/b"), at(scans));
        SessionReport second = two.end.get();
        assertFalse(one.end.isDone());
        assertEquals(1, storage.list(SESSIONS).size());
        assertRestores(bench, shares, second);
        latch.countDown();
        SessionReport first = one.end.get();
        assertTrue(first.id().compareTo(second.id()) < 0);
        Bench elsewhere = bench.elsewhere(storage);
        assertEquals(List.of(), elsewhere.warnings, "the chain of roots is whole, whatever the order of commits");
        assertRestores(elsewhere, files, first);
        assertRestores(bench, shares, bench.backup(shares, "/b"));
        assertEquals(List.of(), bench.elsewhere(storage).warnings);
        assertEquals(4, RootLink.next(bench.vault, bench.depot.register()).counter(), "three have their place");
    }

    @Test
    void whatTwoSessionsOfOneSourceHaveIsReadAndSentOnce() throws Exception {
        var bench = new Bench(storage, scratch);
        var latch = new CountDownLatch(1);
        for (int i = 0; i < 200; i++) {
            files.tree().file("/a/" + i, bytes(i, 50_000));
        }
        files.tree().file("/a/slow", bytes(1000, 5_000_000));
        files.fake().slow("/a/slow", latch);
        var one = new Running(bench, files, Bench.selection("/a"), atOnce());
        Await.until("it is read", () -> files.opened().contains("/a/slow") && files.bytesRead() > 1_000_000);
        files.tree().file("/a/new", bytes(2000, 1_000_000)).file("/a/7", bytes(7000, 60_000));
        var two = new Running(bench, files, Bench.selection("/a"), atOnce());
        Await.until("what is new is read", () -> files.opened().contains("/a/new"));
        latch.countDown();
        SessionReport first = one.end.get();
        SessionReport second = two.end.get();
        assertEquals(201, first.totals().processedCount());
        assertEquals(202, second.totals().processedCount());
        assertEquals(second.totals().selectedSize(), second.totals().processedSize());
        long content = 200 * 50_000 + 5_000_000;
        long fresh = 1_000_000 + 60_000 + 10_000;
        assertTrue(files.bytesRead() <= content + fresh, files.bytesRead() + " bytes read");
        assertEquals(203, files.opened().size());
        long sent = first.totals().sentSize() + second.totals().sentSize();
        assertTrue(sent < (content + fresh) * 1.06, sent + " bytes sent");
        assertEquals(two.how.progress.snapshot().bytesExpected(), two.how.progress.snapshot().bytesDone());
        assertRestores(bench, files, second);
        bench.restore(files, first, Optional.of(Path.of("before")));
        assertFalse(files.fake().restoredTo(Path.of("before")).paths().contains("/a/new"));
    }

    @Test
    void aSessionThatIsCancelledTakesNothingFromTheOthers() throws Exception {
        var bench = new Bench(storage, scratch);
        var latch = new CountDownLatch(1);
        files.tree().file("/a/slow", bytes(1, 5_000_000)).file("/a/b", bytes(2, 100));
        files.fake().slow("/a/slow", latch);
        var one = new Running(bench, files, Bench.selection("/a"), atOnce());
        Await.until("it is read", () -> files.opened().contains("/a/slow"));
        var two = new Running(bench, files, Bench.selection("/a"), atOnce());
        two.awaitStage(Stage.PROCESSING);
        one.how.progress.cancel();
        assertTrue(one.failure() instanceof SessionCancelledException);
        assertEquals(0, storage.list(SESSIONS).size());
        latch.countDown();
        SessionReport second = two.end.get();
        assertEquals(State.COMPLETED, second.state());
        assertEquals(List.of(), bench.troubles(second));
        assertRestores(bench, files, second);
    }

    @Test
    void aSourceThatFailsEndsItsOwnSessionOnly() throws Exception {
        var bench = new Bench(storage, scratch);
        files.tree().file("/a/bug", bytes(1, 5_000));
        files.faulty("/a/bug");
        shares.tree().file("/b/x", bytes(3, 20_000_000));
        var scans = new CountDownLatch(2);
        var one = new Running(bench, files, Bench.selection("/a"), at(scans));
        var two = new Running(bench, shares, Bench.selection("/b"), at(scans));
        assertEquals(Code.INTERNAL, one.failure().code());
        assertRestores(bench, shares, two.end.get());
    }

    @Test
    void aStorageThatFailsEndsAllAndTheNextSessionBeginsAnew() throws Exception {
        var disk = new DiskTransport();
        var bench = new Bench(disk, scratch);
        disk.failAt(1, DiskTransport.Fault.FULL);
        files.tree().file("/a/x", bytes(1, 20_000_000));
        shares.tree().file("/b/x", bytes(3, 20_000_000));
        var scans = new CountDownLatch(2);
        var one = new Running(bench, files, Bench.selection("/a"), at(scans));
        var two = new Running(bench, shares, Bench.selection("/b"), at(scans));
        assertEquals(Code.STORAGE_FULL, one.failure().code());
        assertEquals(Code.STORAGE_FULL, two.failure().code());
        disk.makeRoom();
        assertRestores(bench, files, bench.backup(files, "/a"));
    }

    @Test
    void aSessionOfTheSnapshotKindWorksInALineOfItsOwn() throws Exception {
        var bench = new Bench(storage, scratch).created();
        bench.settings = ONE_READER;
        var latch = new CountDownLatch(1);
        files.tree().file("/a", bytes(1, 10));
        files.fake().slow("/a", latch);
        var one = new Running(bench, files, Bench.selection("/a"), atOnce());
        Await.until("the only reader of the files is busy", () -> files.opened().contains("/a"));
        var snapshot = new CountingSource("Snapshot", Overlap.SKIPS);
        snapshot.tree().file("/disk", bytes(5, 3_000_000));
        assertRestores(bench, snapshot, bench.backup(snapshot, "/disk"));
        latch.countDown();
        assertRestores(bench, files, one.end.get());
        assertEquals(List.of(), bench.elsewhere(storage).warnings);
    }

    private static void assertRestores(Bench bench, CountingSource source, SessionReport report) throws Exception {
        assertEquals(State.COMPLETED, bench.restore(source, report, Optional.of(OUT)).state());
        assertEquals(source.tree().paths(), source.fake().restoredTo(OUT).paths());
        assertTrue(source.tree().sameAs(source.fake().restoredTo(OUT)));
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
