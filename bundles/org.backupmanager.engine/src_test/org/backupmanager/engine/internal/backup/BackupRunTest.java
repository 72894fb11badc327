package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.stored.RetryingTransport;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.DiskTransport;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FlakyTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRunTest {

    private static final Path OUT = Path.of("out");

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();

    @Test
    void everythingComesBackAsItWas() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/small", bytes(1, 100)).file("/a/empty", new byte[0])
                .file("/a/large", bytes(2, 9_000_000))
                .sparse("/a/sparse", bytes(3, 10_000), 50_000_000).link("/a/link", "../nowhere").folder("/a/b/c/d");
        for (int i = 0; i < 3_000; i++) {
            source.tree().file("/a/many/" + i, bytes(i, i % 700));
        }
        SessionReport report = bench.backup(source, "/a");
        assertEquals(State.COMPLETED, report.state());
        assertEquals(State.COMPLETED, bench.restore(source, report, Optional.of(OUT)).state());
        assertSameTree();
    }

    @Test
    void anUnchangedTreeIsNeitherReadNorSent() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x", bytes(1, 3_000_000)).file("/a/b/y", bytes(2, 10));
        SessionReport first = bench.backup(source, "/a");
        SessionReport second = bench.backup(source, "/a");
        assertEquals(0, second.totals().processedCount());
        assertEquals(first.totals().selectedSize(), second.totals().selectedSize());
        assertTrue(second.totals().sentSize() < 3_000, "sent " + second.totals().sentSize());
        bench.restore(source, second, Optional.of(OUT));
        assertSameTree();
    }

    @Test
    void onlyWhatChangedIsReadAndEarlierSessionsKeepWhatTheyHeld() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x", bytes(1, 3_000_000)).file("/a/b/y", bytes(2, 10)).file("/a/b/z", bytes(3, 10))
                .file("/a/q/r/s", bytes(4, 5));
        SessionReport first = bench.backup(source, "/a");
        source.tree().file("/a/b/y", bytes(5, 20)).remove("/a/b/z").file("/a/b/new/w", bytes(6, 30));
        SessionReport second = bench.backup(source, "/a");
        assertEquals(2, second.totals().processedCount(), "y and w");
        assertEquals(1, second.totals().removedCount());
        bench.restore(source, second, Optional.of(OUT));
        assertSameTree();
        bench.restore(source, first, Optional.of(Path.of("before")));
        assertArrayEquals(bytes(2, 10), source.restoredTo(Path.of("before")).content("/a/b/y"));
        assertArrayEquals(bytes(3, 10), source.restoredTo(Path.of("before")).content("/a/b/z"));
    }

    @Test
    void aHoleNeedsNoRoomToBeRestored() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().sparse("/a/sparse", bytes(3, 10_000), 1L << 50);
        SessionReport report = bench.backup(source, "/a");
        assertEquals(State.COMPLETED, bench.restore(source, report, Optional.of(scratch.resolve("place"))).state());
    }

    @Test
    void aSliceSeenBeforeIsNotSentAgain() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x", bytes(1, 3_000_000));
        bench.backup(source, "/a");
        source.tree().file("/a/copy", bytes(1, 3_000_000)).file("/a/tiny", bytes(9, 10));
        SessionReport second = bench.backup(source, "/a");
        assertEquals(2, second.totals().processedCount());
        assertTrue(second.totals().sentSize() < 80_000, "sent " + second.totals().sentSize());
    }

    @Test
    void aFolderThatBecameAFileAndAFileThatBecameAFolderAreRight() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x/inner", bytes(1, 10)).file("/a/y", bytes(2, 10));
        bench.backup(source, "/a");
        source.tree().remove("/a/x").file("/a/x", bytes(3, 10)).remove("/a/y").file("/a/y/inner", bytes(4, 10));
        bench.restore(source, bench.backup(source, "/a"), Optional.of(OUT));
        assertSameTree();
    }

    @Test
    void randomTreesChangedAtRandomAlwaysComeBack() throws Exception {
        long seed = 4711;
        var random = new Random(seed);
        var bench = new Bench(storage, scratch);
        source.tree().folder("/t");
        for (int round = 0; round < 40; round++) {
            for (int change = random.nextInt(12); change > 0; change--) {
                String path = "/t/" + (char) ('a' + random.nextInt(4)) + "/" + (char) ('a' + random.nextInt(4))
                        + (random.nextBoolean() ? "/" + random.nextInt(5) : "");
                source.tree().remove(path);
                if (random.nextInt(3) > 0) {
                    removeFileOnTheWay(path);
                    source.tree().file(path, bytes(random.nextInt(6), random.nextInt(5_000)));
                }
            }
            Path place = Path.of("round" + round);
            bench.restore(source, bench.backup(source, "/t"), Optional.of(place));
            assertTrue(source.tree().sameAs(source.restoredTo(place)), "seed " + seed + " round " + round);
        }
    }

    private void removeFileOnTheWay(String path) {
        ItemPath parent = ItemPath.parse(path).parent();
        source.tree().item(parent).filter(item -> item.attributes().kind().hasContent())
                .ifPresent(_ -> source.tree().remove(parent.toString()));
    }

    @Test
    void unreadableItemsAreNamedAndTheRestIsStored() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/good", bytes(1, 10)).file("/a/bad", bytes(2, 10)).file("/a/gone", bytes(3, 10))
                .file("/a/restless", bytes(4, 10));
        source.unreadable("/a/bad").vanishing("/a/gone").restless("/a/restless");
        SessionReport report = bench.backup(source, "/a");
        assertEquals(State.COMPLETED_WITH_ERRORS, report.state());
        assertEquals(1, report.totals().errorCount());
        assertEquals(List.of(Code.ITEM_UNREADABLE, Code.ITEM_VANISHED, Code.ITEM_CHANGED),
                bench.troubles(report).stream().map(t -> t.code()).sorted().toList());
        bench.restore(source, report, Optional.of(OUT));
        assertEquals(List.of("/a", "/a/good", "/a/restless"), source.restoredTo(OUT).paths());
    }

    @Test
    void whatCouldNotBeReadIsTriedAgainNextTime() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/bad", bytes(2, 10));
        source.unreadable("/a/bad");
        bench.backup(source, "/a");
        source.well("/a/bad");
        SessionReport second = bench.backup(source, "/a");
        assertEquals(State.COMPLETED, second.state());
        bench.restore(source, second, Optional.of(OUT));
        assertSameTree();
    }

    @Test
    void aSelectionThatMatchesNothingIsTold() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x", bytes(1, 10));
        SessionReport report = bench.backup(source, "/not/there");
        assertEquals(State.COMPLETED_WITH_ERRORS, report.state());
        assertEquals(Code.SELECTION_EMPTY, bench.troubles(report).getFirst().code());
    }

    @Test
    void masksLeaveOutWhatTheyMatch() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x.tmp", bytes(1, 10)).file("/a/x", bytes(1, 10));
        var selection = Bench.selection("/a").withMasks(List.of(Mask.of("*.tmp")));
        bench.restore(source, bench.backup(source, selection, new Bench.SessionProgress()), Optional.of(OUT));
        assertEquals(List.of("/a", "/a/x"), source.restoredTo(OUT).paths());
    }

    @Test
    void aCancelledSessionLeavesNoRootAndItsCabinetsAreUsedLater() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x", bytes(1, 100_000_000)).file("/a/z-slow", bytes(2, 10));
        var latch = new CountDownLatch(1);
        source.slow("/a/z-slow", latch);
        var how = new Bench.SessionProgress();
        var canceller = Thread.ofPlatform().start(() -> {
            Await.until("cabinets are sent", () -> how.progress.totals().sentSize() > 40_000_000);
            how.progress.cancel();
            latch.countDown();
        });
        assertThrows(SessionCancelledException.class, () -> bench.backup(source, Bench.selection("/a"), how));
        canceller.join();
        assertEquals(0, storage.list(new ObjectName("bench").child("sessions")).size());
        long before = how.progress.totals().sentSize();
        SessionReport next = bench.backup(source, "/a");
        assertTrue(next.totals().sentSize() < 105_000_000 - before, "sent " + before + ", then "
                + next.totals().sentSize());
        bench.restore(source, next, Optional.of(OUT));
        assertSameTree();
    }

    @Test
    void aDamagedCabinetLosesItsFilesOnlyAndNamesThem() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/first", bytes(1, 30_000_000)).file("/a/second", bytes(2, 30_000_000))
                .file("/a/small", bytes(3, 100));
        SessionReport report = bench.backup(source, "/a");
        var victim = storage.list(new ObjectName("bench").child("cabinets")).stream()
                .max(java.util.Comparator.comparingLong(object -> object.size())).orElseThrow();
        storage.delete(victim.name());
        SessionReport restored = bench.restore(source, report, Optional.of(OUT));
        assertEquals(State.COMPLETED_WITH_ERRORS, restored.state());
        assertTrue(restored.totals().errorCount() >= 1);
        for (var trouble : bench.troubles(restored)) {
            assertEquals(Code.ITEM_DAMAGED, trouble.code());
            assertTrue(source.restoredTo(OUT).item(trouble.path()).isEmpty(), "no half file under its name");
        }
    }

    @Test
    void lostSlicesAreReadAgainFromTheSource() throws Exception {
        var bench = new Bench(storage, scratch);
        source.tree().file("/a/x", bytes(1, 3_000_000)).file("/a/b/y", bytes(2, 40_000_000));
        SessionReport first = bench.backup(source, "/a");
        for (var cabinet : storage.list(new ObjectName("bench").child("cabinets")).subList(0, 2)) {
            storage.delete(cabinet.name());
            bench.depot.register().remove(new CabinetId(cabinet.name().lastPart()));
        }
        bench.doubt = new Doubt(first.id().number());
        SessionReport healed = bench.backup(source, "/a");
        assertTrue(healed.totals().processedCount() > 0);
        assertEquals(State.COMPLETED, bench.restore(source, healed, Optional.of(OUT)).state());
        assertSameTree();
        assertEquals(0, bench.backup(source, "/a").totals().processedCount(), "the healed session is trusted");
    }

    @Test
    void aStorageThatFailsEndsTheSession() throws Exception {
        var disk = new DiskTransport();
        disk.failAt(1, DiskTransport.Fault.FULL);
        var bench = new Bench(disk, scratch);
        source.tree().file("/a/x", bytes(1, 10));
        var failure = assertThrows(BackupException.class, () -> bench.backup(source, "/a"));
        assertEquals(Code.STORAGE_FULL, failure.code());
        assertEquals(0, source.openViews());
        disk.makeRoom();
        bench.restore(source, bench.backup(source, "/a"), Optional.of(OUT));
        assertSameTree();
    }

    @Test
    void aStorageThatStumblesIsAskedAgain() throws Exception {
        var flaky = new FlakyTransport(storage, 3);
        var bench = new Bench(new RetryingTransport(flaky, _ -> { }), scratch);
        source.tree().file("/a/x", bytes(1, 50_000_000));
        bench.restore(source, bench.backup(source, "/a"), Optional.of(OUT));
        assertSameTree();
        assertTrue(flaky.failures() > 0);
    }

    private void assertSameTree() {
        assertEquals(source.tree().paths(), source.restoredTo(OUT).paths());
        assertTrue(source.tree().sameAs(source.restoredTo(OUT)));
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
