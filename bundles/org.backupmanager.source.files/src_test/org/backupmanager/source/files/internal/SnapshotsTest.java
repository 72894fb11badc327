package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.LoopFileSystem;
import org.backupmanager.testkit.Troubles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs root and btrfs; elsewhere it is skipped. */
class SnapshotsTest {

    private static LoopFileSystem disk;

    @TempDir
    private Path memory;
    private final LinuxTree tree = new LinuxTree(1);
    private Path data;
    private Path nested;
    private AidedContext context;

    @BeforeAll
    static void mount() throws IOException {
        assumeTrue(Kernel.missing().isEmpty(), () -> "the kernel lacks a call: " + Kernel.missing());
        var made = LoopFileSystem.btrfs(192);
        assumeTrue(made.isPresent(), "needs root, mkfs.btrfs and loop devices");
        disk = made.get();
    }

    @AfterAll
    static void unmount() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @BeforeEach
    void makeSubvolumes() throws Exception {
        context = new AidedContext(memory, Aid.SNAPSHOTS);
        data = disk.root().resolve("data");
        subvolume(data);
        Files.createDirectories(data.resolve("deep/er"));
        nested = data.resolve("deep/er/nested");
        subvolume(nested);
        Files.writeString(data.resolve("a"), "before");
        Files.writeString(nested.resolve("b"), "before");
        Files.createLink(data.resolve("a2"), data.resolve("a"));
    }

    @AfterEach
    void removeSubvolumes() throws Exception {
        for (Path folder : List.of(nested, data)) {
            LoopFileSystem.run("btrfs", "property", "set", folder.toString(), "ro", "false");
            assertTrue(LoopFileSystem.run("btrfs", "subvolume", "delete", folder.toString()));
        }
    }

    private static void subvolume(Path folder) throws IOException {
        assertTrue(LoopFileSystem.run("btrfs", "subvolume", "create", folder.toString()));
    }

    private SourceView view() throws Exception {
        return tree.view(Selection.of(PosixPaths.of(data)), context);
    }

    private static List<Item> items(SourceView view) throws Exception {
        List<Item> items = new ArrayList<>();
        view.items().forEachRemaining(items::add);
        return items;
    }

    private static String text(SourceView view, Path file) throws Exception {
        ItemPath path = PosixPaths.of(file);
        Item item = items(view).stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
        var buffer = ByteBuffer.allocateDirect(100);
        try (ItemContent content = view.open(item)) {
            while (content.read(buffer) > 0) {
                // until all is there
            }
            assertFalse(content.changed());
        }
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    /** Without the folders on the way, in which others write. */
    private List<Item> below(List<Item> items) {
        return items.stream().filter(item -> item.path().startsWith(PosixPaths.of(data))).toList();
    }

    private List<String> snapshots() throws IOException {
        try (var files = Files.list(disk.root().resolve(LeftOut.SNAPSHOTS))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void openFilesAreReadAsTheyWereWhenTheBackupBegan() throws Exception {
        try (SourceView view = view()) {
            Files.writeString(data.resolve("a"), "after");
            Files.writeString(nested.resolve("b"), "after");
            Files.writeString(data.resolve("new"), "after");
            assertEquals("before", text(view, data.resolve("a")));
            assertEquals("before", text(view, nested.resolve("b")), "a nested subvolume needs a snapshot of its own");
            assertTrue(items(view).stream().noneMatch(item -> item.path().toString().endsWith("/new")));
        }
        assertEquals(List.of(), context.troubles().all());
    }

    @Test
    void pathsAndAttributesAreThoseOfTheOriginal() throws Exception {
        List<Item> live = below(Trees.scan(tree, Selection.of(PosixPaths.of(data)), new Troubles()));
        try (SourceView view = view()) {
            assertEquals(live, below(items(view)), "hard links, times and inodes included");
        }
        assertTrue(live.stream().map(Item::attributes).map(ItemAttributes::identity)
                .anyMatch(identity -> identity.linkGroup() != 0));
    }

    @Test
    void snapshotsAreReleasedWithTheView() throws Exception {
        try (SourceView view = view()) {
            assertEquals(2, snapshots().size());
            items(view);
            view.close();
        }
        assertEquals(List.of(), snapshots());
        assertFalse(Files.exists(memory.resolve("snapshots")));
    }

    @Test
    void aBackupThatIsCancelledAtItsStartLeavesNoSnapshot() throws Exception {
        var asked = new AtomicInteger();
        var cancelled = (Progress) java.lang.reflect.Proxy.newProxyInstance(Progress.class.getClassLoader(),
                new Class<?>[] {Progress.class}, (proxy, method, arguments) -> {
            if (asked.incrementAndGet() == 2) {
                throw new SessionCancelledException();
            }
            return null;
        });
        context = new AidedContext(memory, Set.of(Aid.SNAPSHOTS), new Troubles(), cancelled);
        assertThrows(SessionCancelledException.class, this::view);
        assertEquals(2, asked.get());
        assertEquals(List.of(), snapshots());
    }

    @Test
    void whatAKilledBackupHasLeftIsRemovedAndNothingElse() throws Exception {
        view();
        List<String> left = snapshots();
        var otherDevice = new AidedContext(Files.createDirectory(memory.resolve("other")), Aid.SNAPSHOTS);
        try (SourceView other = new LinuxTree(1).view(Selection.of(PosixPaths.of(data)), otherDevice)) {
            Path folder = disk.root().resolve(LeftOut.SNAPSHOTS);
            Path writable = folder.resolve(left.getFirst() + "0");
            subvolume(writable);
            Path plain = Files.createDirectory(folder.resolve(left.getFirst() + "1"));
            List<String> all = new ArrayList<>(snapshots());
            all.removeAll(left);
            new LinuxTree(1).recover(memory);
            assertEquals(Set.copyOf(all), Set.copyOf(snapshots()));
            assertTrue(LoopFileSystem.run("btrfs", "subvolume", "delete", writable.toString()));
            Files.delete(plain);
            assertEquals("before", text(other, data.resolve("a")));
        }
        new LinuxTree(1).recover(memory);
        assertEquals(List.of(), snapshots());
        assertFalse(Files.exists(memory.resolve("snapshots")));
    }

    @Test
    void aSecondBackupLeavesTheSnapshotsOfTheFirstAlone() throws Exception {
        try (SourceView first = view()) {
            Files.writeString(data.resolve("a"), "after");
            try (SourceView second = view()) {
                assertEquals("after", text(second, data.resolve("a")));
            }
            tree.recover(memory);
            assertEquals("before", text(first, data.resolve("a")));
        }
    }

    @Test
    void whereNoSnapshotCanBeTakenTheFilesAreReadAsTheyAreAndThatIsSaid() throws Exception {
        Path folder = disk.root().resolve(LeftOut.SNAPSHOTS);
        LoopFileSystem.run("rmdir", folder.toString());
        Files.writeString(folder, "in the way");
        try (SourceView view = view()) {
            Files.writeString(data.resolve("a"), "after");
            Files.writeString(nested.resolve("b"), "after");
            assertEquals("after", text(view, data.resolve("a")));
            assertEquals("after", text(view, nested.resolve("b")));
        } finally {
            Files.delete(folder);
        }
        assertEquals(2, context.troubles().all().size());
        assertTrue(context.troubles().all().getFirst().contains("No snapshot could be taken"));
    }

    @Test
    void aSubvolumeThatCannotChangeNeedsNoSnapshot() throws Exception {
        assertTrue(LoopFileSystem.run("btrfs", "property", "set", nested.toString(), "ro", "true"));
        try (SourceView view = view()) {
            assertEquals(1, snapshots().size());
            assertEquals("before", text(view, nested.resolve("b")));
        }
    }

    @Test
    void whatIsMountedInASubvolumeIsReadThereAndNotInTheSnapshot() throws Exception {
        Path place = Files.createDirectory(data.resolve("place"));
        Path part = Files.createDirectory(data.resolve("part"));
        Files.writeString(part.resolve("c"), "mounted");
        assertTrue(LoopFileSystem.run("mount", "--bind", part.toString(), place.toString()));
        try (SourceView view = view()) {
            assertEquals("mounted", text(view, place.resolve("c")));
        } finally {
            LoopFileSystem.run("umount", place.toString());
        }
        assertEquals(1, context.troubles().all().size(), "a part of a subvolume has no top to take a snapshot of");
    }

    @Test
    void aLinkOnTheWayIsFollowedToWhereItLeadsToNow() throws Exception {
        Files.createDirectory(data.resolve("folder"));
        Files.writeString(data.resolve("folder/c"), "linked");
        Path outside = Files.createDirectory(disk.root().resolve("outside"));
        Files.writeString(outside.resolve("d"), "outside");
        Files.createSymbolicLink(data.resolve("link"), Path.of("../outside"));
        try (SourceView view = tree.view(Selection.of(PosixPaths.of(data.resolve("link/d")),
                PosixPaths.of(data.resolve("folder"))), context)) {
            assertEquals("outside", text(view, data.resolve("link/d")));
            assertEquals("linked", text(view, data.resolve("folder/c")));
        } finally {
            LoopFileSystem.run("rm", "-r", outside.toString());
        }
        assertEquals(List.of(), context.troubles().all());
    }

    @Test
    void theFolderOfSnapshotsIsNeverPartOfABackup() throws Exception {
        try (SourceView view = tree.view(Selection.of(PosixPaths.of(disk.root())), context)) {
            assertEquals(3, snapshots().size());
            assertTrue(items(view).stream().noneMatch(item -> item.path().toString().contains(LeftOut.SNAPSHOTS)));
        }
    }

    @Test
    void aBackupThatMayNotTakesNoSnapshot() throws Exception {
        context = new AidedContext(memory);
        try (SourceView view = view()) {
            Files.writeString(data.resolve("a"), "after");
            assertEquals("after", text(view, data.resolve("a")));
        }
    }
}
