package org.backupmanager.cli.internal.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.testkit.FakeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreeComparisonTest {

    private static final ItemPath ORIGINAL = ItemPath.parse("/o/data");
    private static final ItemPath RESTORED = ItemPath.parse("/place/o/data");

    private final FakeSource source = new FakeSource();

    @BeforeEach
    void makeATreeAndItsTwin() throws IOException {
        source.tree().file("/o/data/a", new byte[] {1, 2, 3}).file("/o/data/b/c", new byte[300_000])
                .sparse("/o/data/hole", new byte[] {1}, 2_000_000).link("/o/data/link", "a").folder("/o/data/empty")
                .file("/o/other", new byte[] {1}).folder("/place/o");
        for (Item item : source.tree().items()) {
            if (item.path().startsWith(ORIGINAL)) {
                restore(item, ItemPath.parse("/place" + item.path()), item.attributes());
            }
        }
    }

    /** Puts an item at that path, with the content of the original. */
    private void restore(Item original, ItemPath path, ItemAttributes attributes) throws IOException {
        var copy = new Item(path, attributes);
        try (RestoreTarget target = source.target(Optional.empty(), ExistingFiles.OVERWRITE)) {
            if (attributes.kind() == ItemKind.DIRECTORY) {
                target.folder(copy);
                target.finish(copy);
            } else if (attributes.kind() == ItemKind.FILE) {
                byte[] content = source.tree().content(original.path().toString());
                try (RestoreTarget.Sink sink = target.create(copy)) {
                    sink.write(0, ByteBuffer.allocateDirect(content.length).put(content).flip());
                    sink.complete(content.length);
                }
            } else {
                target.special(copy);
            }
        }
    }

    private Item item(String path) {
        return source.tree().item(ItemPath.parse(path)).orElseThrow();
    }

    private List<String> differences() throws BackupException, InterruptedException {
        return differences(OptionalInt.empty(), 0);
    }

    private List<String> differences(OptionalInt keeper, int kept) throws BackupException, InterruptedException {
        var comparison = new TreeComparison(source, keeper, () -> assertEquals(1, source.openViews() / 2));
        comparison.compare(ORIGINAL, RESTORED, List.of());
        assertEquals(0, source.openViews(), "views are closed");
        assertEquals(kept, comparison.differences().keptCount());
        assertEquals(comparison.differences().count(), comparison.differences().first().size());
        return comparison.differences().first();
    }

    @Test
    void aTreeAndItsTwinAreEqualEvenWhereOneHasAHoleAndTheOtherZeros() throws Exception {
        assertEquals(List.of(), differences());
    }

    @Test
    void oneDifferentByteIsFound() throws Exception {
        byte[] content = new byte[300_000];
        content[299_999] = 1;
        ItemAttributes attributes = item("/place/o/data/b/c").attributes();
        source.tree().file("/place/o/data/b/c", content);
        restore(item("/place/o/data/b/c"), ItemPath.parse("/place/o/data/b/c"), attributes);
        assertEquals(List.of("/o/data/b/c: the content differs"), differences());
    }

    @Test
    void aByteInsideAHoleIsFound() throws Exception {
        byte[] content = new byte[2_000_000];
        content[0] = 1;
        content[1_500_000] = 9;
        ItemAttributes attributes = item("/o/data/hole").attributes();
        source.tree().file("/place/o/data/hole", content);
        restore(item("/place/o/data/hole"), ItemPath.parse("/place/o/data/hole"), attributes);
        assertEquals(List.of("/o/data/hole: the content differs"), differences());
    }

    @Test
    void missingAndExtraItemsAreFoundAndTheRestIsStillCompared() throws Exception {
        source.tree().remove("/place/o/data/a").remove("/place/o/data/b");
        restore(item("/o/data/link"), ItemPath.parse("/place/o/data/extra"), item("/o/data/link").attributes());
        assertEquals(List.of("/o/data/a: is missing from the restored tree",
                "/o/data/b: is missing from the restored tree",
                "/o/data/b/c: is missing from the restored tree", "/place/o/data/extra: is in the restored tree only"),
                differences());
    }

    @Test
    void eachAttributeCountsButNumbersOfFilesAndTheirChangeTimesDoNot() throws Exception {
        ItemAttributes was = item("/o/data/a").attributes();
        var changed = new ItemAttributes(was.kind(), was.size(), was.modified().plusNanos(1),
                new ItemAttributes.Access(0755, 1, 2), new ItemAttributes.Identity(77, was.modified(), 0),
                        was.linkTarget(),
                was.device(), was.extended());
        restore(item("/o/data/a"), ItemPath.parse("/place/o/data/a"), changed);
        List<String> found = differences();
        assertEquals(3, found.size(), found.toString());
        assertTrue(found.get(0).startsWith("/o/data/a: the time of the last change differs: "), found.get(0));
        assertEquals("/o/data/a: the mode differs: 644, restored 755", found.get(1));
        assertEquals("/o/data/a: the owner differs: 1000:1000, restored 1:2", found.get(2));
    }

    @Test
    void whatCannotBeGivenToItsOwnerIsCountedAndNoDifference() throws Exception {
        ItemAttributes was = item("/o/data/a").attributes();
        var mine = new ItemAttributes(was.kind(), was.size(), was.modified(),
                new ItemAttributes.Access(was.access().mode(), 7, 8), was.identity(), was.linkTarget(), was.device(),
                was.extended());
        restore(item("/o/data/a"), ItemPath.parse("/place/o/data/a"), mine);
        assertEquals(List.of(), differences(OptionalInt.of(7), 1));
        assertEquals(List.of("/o/data/a: the owner differs: 1000:1000, restored 7:8"),
                differences(OptionalInt.of(1000), 0));
    }

    @Test
    void aFileThatCannotBeReadIsADifference() throws Exception {
        source.unreadable("/o/data/a");
        assertEquals(1, differences().size());
    }
}
