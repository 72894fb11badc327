package org.backupmanager.testkit;

import static org.backupmanager.testkit.ScanSteps.assertSame;
import static org.backupmanager.testkit.ScanSteps.content;
import static org.backupmanager.testkit.ScanSteps.describe;
import static org.backupmanager.testkit.ScanSteps.items;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.SourceView;
import org.junit.jupiter.api.Test;

/**
 * What every data source has to keep. A test class says how to make some data ({@link #fill}: at least one folder with
 * two files of some bytes), and each clause below becomes one of its tests.
 */
public interface DataSourceContract {

    /** The source under test. */
    DataSource source() throws Exception;

    /** Makes the data; it stays unchanged until {@link #change} or {@link #lose}. */
    void fill() throws Exception;

    /** Changes one item of the data. */
    void change() throws Exception;

    /** Removes the data, so that a restore to the original place has to bring it back. */
    void lose() throws Exception;

    /** What to select for all of the data and nothing else. */
    ItemPath data() throws Exception;

    /** An empty or missing folder to restore to. */
    Path place() throws Exception;

    /** Where an item is found by a scan after it was restored to that place. */
    default ItemPath restored(Path place, ItemPath path) throws Exception {
        return below(source().parse(place.toString()), path);
    }

    private static ItemPath below(ItemPath base, ItemPath path) {
        byte[] head = base.bytes();
        byte[] joined = Arrays.copyOf(head, head.length + 1 + path.length());
        joined[head.length] = '/';
        System.arraycopy(path.bytes(), 0, joined, head.length + 1, path.length());
        return ItemPath.of(joined);
    }

    @Test
    default void itIsAvailableOrSaysWhyNot() throws Exception {
        assertTrue(source().availability().here() || !source().availability().reason().isBlank());
        assertFalse(source().id().isBlank());
        assertFalse(source().label().isBlank());
        assertFalse(source().description().isBlank());
    }

    @Test
    default void browsingLeadsToTheData() throws Exception {
        fill();
        ItemPath path = data();
        while (!path.isRoot()) {
            ItemPath looked = path;
            assertTrue(source().browse(path.parent()).stream().anyMatch(child -> child.path().equals(looked)),
                    path::toString);
            path = path.parent();
        }
    }

    @Test
    default void whatIsShownIsReadBack() throws Exception {
        fill();
        for (Item item : scan(data())) {
            assertEquals(item.path(), source().parse(source().show(item.path())));
        }
    }

    @Test
    default void aScanBeginsAtTheRootAndGoesThroughTheTreeInOrder() throws Exception {
        fill();
        List<Item> items = scan(data());
        assertEquals(ItemPath.ROOT, items.getFirst().path());
        Map<ItemPath, ItemKind> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            ItemPath path = items.get(i).path();
            if (i > 0) {
                assertTrue(items.get(i - 1).path().compareTo(path) < 0, items.get(i - 1).path() + " before " + path);
                assertEquals(ItemKind.DIRECTORY, seen.get(path.parent()), () -> "the parent of " + path);
            }
            seen.put(path, items.get(i).attributes().kind());
        }
        assertTrue(seen.containsKey(data()));
        assertTrue(items.stream().filter(item -> item.attributes().kind() == ItemKind.FILE).count() >= 2);
    }

    @Test
    default void onlyWhatWasSelectedAndTheWayToItIsScanned() throws Exception {
        fill();
        for (Item item : scan(data())) {
            assertTrue(item.path().startsWith(data()) || data().startsWith(item.path()), () -> item.path().toString());
        }
    }

    @Test
    default void whatIsExcludedIsNotScanned() throws Exception {
        fill();
        Item file = file(scan(data()));
        Selection selection = Selection.of(data()).excluding(file.path());
        List<Item> items = scan(selection, new Troubles());
        assertTrue(items.stream().noneMatch(item -> item.path().equals(file.path())));
        assertTrue(items.stream().map(Item::path).toList().contains(data()));
    }

    @Test
    default void twoScansOfUnchangedDataAgree() throws Exception {
        fill();
        assertEquals(below(scan(data())), below(scan(data())));
    }

    /** What is selected, without the folders on the way to it: others may change those at any time. */
    private List<Item> below(List<Item> items) throws Exception {
        ItemPath data = data();
        return items.stream().filter(item -> item.path().startsWith(data)).toList();
    }

    @Test
    default void aChangeChangesAttributes() throws Exception {
        fill();
        List<Item> before = below(scan(data()));
        change();
        assertNotEquals(before, below(scan(data())));
    }

    @Test
    default void anItemReadTwiceGivesTheSameBytes() throws Exception {
        fill();
        try (SourceView view = source().freeze(Selection.of(data()), new Troubles())) {
            for (Item item : items(view)) {
                if (item.attributes().kind().hasContent()) {
                    byte[] once = content(view, item, true);
                    assertArrayEquals(once, content(view, item, false), () -> item.path().toString());
                    assertEquals(item.attributes().size(), once.length, () -> item.path().toString());
                }
            }
        }
    }

    @Test
    default void whatIsRestoredToAnotherPlaceIsFoundEqual() throws Exception {
        fill();
        SortedMap<ItemPath, String> before = describe(source(), data());
        restore(Optional.of(place()), ExistingFiles.OVERWRITE);
        SortedMap<ItemPath, String> expected = new TreeMap<>();
        for (var line : before.entrySet()) {
            expected.put(restored(place(), line.getKey()), line.getValue());
        }
        assertSame(expected, describe(source(), restored(place(), data())));
    }

    @Test
    default void whatWasLostIsRestoredToWhereItWas() throws Exception {
        fill();
        SortedMap<ItemPath, String> before = describe(source(), data());
        try (Restoring restoring = read(Optional.empty(), ExistingFiles.OVERWRITE)) {
            lose();
            restoring.write();
        }
        assertSame(before, describe(source(), data()));
    }

    @Test
    default void whatExistsIsReplacedOrKeptAsWanted() throws Exception {
        fill();
        SortedMap<ItemPath, String> before = describe(source(), data());
        try (Restoring keeping = read(Optional.empty(), ExistingFiles.SKIP);
                Restoring replacing = read(Optional.empty(), ExistingFiles.OVERWRITE)) {
            change();
            SortedMap<ItemPath, String> changed = describe(source(), data());
            keeping.write();
            assertSame(changed, describe(source(), data()));
            replacing.write();
            assertSame(before, describe(source(), data()));
        }
    }

    @Test
    default void aRestoreCutShortLeavesNothing() throws Exception {
        fill();
        List<Item> items = scan(data());
        Item file = file(items);
        try (RestoreTarget target = source().target(Optional.of(place()), ExistingFiles.OVERWRITE)) {
            for (Item item : items) {
                if (file.path().startsWith(item.path()) && !item.equals(file)) {
                    target.folder(item);
                }
            }
            try (RestoreTarget.Sink sink = target.create(file)) {
                sink.write(0, ByteBuffer.wrap(new byte[] {1}));
            }
        }
        ItemPath folder = restored(place(), file.path().parent());
        assertEquals(List.of(), source().browse(folder));
    }

    @Test
    default void aViewMayBeClosedTwice() throws Exception {
        fill();
        SourceView view = source().freeze(Selection.of(data()), new Troubles());
        view.items().next();
        view.close();
        view.close();
    }

    private static Item file(List<Item> items) {
        return items.stream().filter(item -> item.attributes().kind() == ItemKind.FILE && item.attributes().size() > 0)
                .findFirst().orElseThrow();
    }

    /** Scans without trouble. */
    private List<Item> scan(ItemPath path) throws Exception {
        var troubles = new Troubles();
        List<Item> items = scan(Selection.of(path), troubles);
        assertEquals(List.of(), troubles.all());
        return items;
    }

    private List<Item> scan(Selection selection, Troubles troubles) throws Exception {
        try (SourceView view = source().freeze(selection, troubles)) {
            return items(view);
        }
    }

    private void restore(Optional<Path> place, ExistingFiles existing) throws Exception {
        try (Restoring restoring = read(place, existing)) {
            restoring.write();
        }
    }

    private Restoring read(Optional<Path> place, ExistingFiles existing) throws Exception {
        List<Item> items;
        Map<ItemPath, byte[]> contents = new HashMap<>();
        try (SourceView view = source().freeze(Selection.of(data()), new Troubles())) {
            items = items(view);
            for (Item item : items) {
                if (item.attributes().kind().hasContent()) {
                    contents.put(item.path(), content(view, item, true));
                }
            }
        }
        return new Restoring(source().target(place, existing), items, contents, data());
    }
}
