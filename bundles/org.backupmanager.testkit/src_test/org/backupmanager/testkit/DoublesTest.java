package org.backupmanager.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.SourceView;
import org.backupmanager.storage.ObjectName;
import org.junit.jupiter.api.Test;

class DoublesTest {

    private static final Selection ALL = Selection.of(ItemPath.ROOT);

    private final FakeSource source = new FakeSource();
    private final List<String> troubles = new ArrayList<>();

    @Test
    void aFlakyStorageFailsBeforeAndAfterInTurn() throws Exception {
        var memory = new MemoryTransport();
        @SuppressWarnings("resource")
        var flaky = new FlakyTransport(memory, 2);
        var name = new ObjectName("d/a");
        flaky.put(name, List.of(), 0);
        BackupException failure = assertThrows(BackupException.class, () -> flaky.delete(name));
        assertTrue(failure.code().retryable());
        assertTrue(memory.exists(name));
        flaky.exists(name);
        assertThrows(BackupException.class, () -> flaky.delete(name));
        assertFalse(memory.exists(name));
        assertEquals(4, flaky.calls());
        assertEquals(2, flaky.failures());
    }

    @Test
    void aSelectionDecidesWhatIsScanned() throws Exception {
        source.tree().file("a/one.txt", new byte[3]).file("a/two.tmp", new byte[3]).file("b/three", new byte[3]);
        source.tree().folder("c").file("a/secret", new byte[1]);
        source.unlisted("a/secret");
        Selection selection = Selection.of(ItemPath.parse("a"), ItemPath.parse("c"))
                .withMasks(List.of(Mask.of("*.tmp")));
        assertEquals(List.of("/", "/a", "/a/one.txt", "/c"), scan(selection));
        assertEquals(List.of("/a/secret ITEM_UNREADABLE"), troubles);
        assertEquals(0, source.openViews());
    }

    @Test
    void itemsMisbehaveAsTold() throws Exception {
        source.tree().file("gone", new byte[3]).file("closed", new byte[3]).file("restless", new byte[3]);
        source.vanishing("gone").unreadable("closed").restless("restless");
        try (SourceView view = source.freeze(ALL, context())) {
            assertThrows(NoSuchFileException.class, () -> view.open(item("gone")));
            assertThrows(AccessDeniedException.class, () -> view.open(item("closed")));
            assertTrue(view.open(item("restless")).changed());
            source.well("gone");
            ItemContent content = view.open(item("gone"));
            assertFalse(content.changed());
            source.tree().file("gone", new byte[4]);
            assertTrue(content.changed());
        }
    }

    @Test
    void readingWaitsForTheLatch() throws Exception {
        source.tree().file("slow", new byte[3]);
        var latch = new CountDownLatch(1);
        source.slow("slow", latch);
        var done = new AtomicBoolean();
        try (SourceView view = source.freeze(ALL, context())) {
            Thread reader = Thread.ofVirtual().start(() -> done.set(readAll(view, item("slow")).length == 3));
            assertFalse(done.get());
            latch.countDown();
            Await.until("the item is read", done::get);
            reader.join();
        }
    }

    @Test
    void holesAreSkippedOrReadAsZeros() throws Exception {
        source.tree().sparse("sparse", new byte[] {1, 2}, 100L << 30);
        try (SourceView view = source.freeze(ALL, context())) {
            ItemContent content = view.open(item("sparse"));
            assertEquals(0, content.skipHole());
            ByteBuffer some = ByteBuffer.allocateDirect(4);
            assertEquals(4, content.read(some));
            assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 0, 0}), some.flip());
            assertEquals((100L << 30) - 4, content.skipHole());
            assertEquals(-1, content.read(ByteBuffer.allocateDirect(4)));
        }
    }

    @Test
    void whatIsRestoredIsTheSame() throws Exception {
        source.tree().file("a/one", new byte[] {1, 0, 3}).link("a/link", "one").folder("empty");
        Path place = Path.of("elsewhere");
        try (RestoreTarget target = source.target(Optional.of(place), ExistingFiles.OVERWRITE)) {
            for (Item item : source.tree().items()) {
                restore(target, item);
            }
            target.finish(item("empty"));
            target.finish(item("a"));
            target.finish(item(""));
        }
        assertTrue(source.restoredTo(place).sameAs(source.tree()));
        assertArrayEquals(new byte[] {1, 0, 3}, source.restoredTo(place).content("a/one"));
    }

    private void restore(RestoreTarget target, Item item) throws Exception {
        if (item.attributes().kind() == ItemKind.DIRECTORY) {
            target.folder(item);
        } else if (item.attributes().kind().hasContent()) {
            try (RestoreTarget.Sink sink = target.create(item)) {
                sink.write(2, ByteBuffer.wrap(new byte[] {3}));
                sink.write(0, ByteBuffer.wrap(new byte[] {1}));
                sink.complete(3);
            }
        } else {
            target.special(item);
        }
    }

    @Test
    void progressBeyondWhatIsExpectedIsNoticed() {
        var progress = new StrictProgress();
        progress.expect(Work.BYTES, 10);
        progress.done(Work.BYTES, 10);
        progress.verify();
        assertThrows(AssertionError.class, () -> progress.done(Work.BYTES, 1));
        assertThrows(AssertionError.class, progress::verify);
    }

    @Test
    void workThatDoesNotAskIsNoticed() {
        var progress = new StrictProgress();
        progress.cancel();
        assertThrows(AssertionError.class, progress::verify);
        assertThrows(AssertionError.class, () -> {
            for (int i = 0; i <= StrictProgress.GRACE; i++) {
                progress.note("on and on");
            }
        });
        var other = new StrictProgress();
        other.cancel();
        assertThrows(SessionCancelledException.class, other::checkCancelled);
        other.verify();
    }

    @Test
    void waitingEndsWithPatience() {
        var error = assertThrows(AssertionError.class,
                () -> Await.until("it rains", Duration.ofMillis(20), () -> false));
        assertTrue(error.getMessage().contains("it rains"));
    }

    @Test
    void theClockMovesWhenTold() {
        var clock = new FakeClock();
        var before = clock.instant();
        assertEquals(before, clock.instant());
        assertEquals(before.plusSeconds(60), clock.advance(Duration.ofMinutes(1)));
        clock.set(before);
        assertEquals(before, clock.instant());
    }

    private List<String> scan(Selection selection) throws Exception {
        var paths = new ArrayList<String>();
        try (SourceView view = source.freeze(selection, context())) {
            view.items().forEachRemaining(item -> paths.add(item.path().toString()));
            view.close();
        }
        return paths;
    }

    private Item item(String path) {
        return source.tree().item(ItemPath.parse(path)).orElseThrow();
    }

    private static byte[] readAll(SourceView view, Item item) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        try (ItemContent content = view.open(item)) {
            while (content.read(buffer) >= 0) {
                // on
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return new byte[buffer.flip().remaining()];
    }

    private FreezeContext context() {
        return new FreezeContext() {
            @Override
            public List<Path> ownFolders() {
                return List.of();
            }

            @Override
            public void trouble(ItemPath path, Code code, Object... arguments) {
                troubles.add(path + " " + code);
            }

            @Override
            public Progress progress() {
                return Progress.NONE;
            }
        };
    }
}
