package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.Item;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.LoopFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs root and loop devices; elsewhere it is skipped. */
class JournalsTest {

    @TempDir
    private Path memory;
    private final LinuxTree tree = new LinuxTree(1);
    private LoopFileSystem disk;
    private Path data;
    private AidedContext context;

    @BeforeEach
    void prepare() {
        assumeTrue(Kernel.missing().isEmpty(), () -> "the kernel lacks a call: " + Kernel.missing());
        context = new AidedContext(memory, Aid.CHANGE_JOURNAL, Aid.SNAPSHOTS);
    }

    @AfterEach
    void unmount() throws IOException {
        tree.close();
        if (disk != null) {
            disk.close();
        }
    }

    private void mount(String type) throws IOException {
        Optional<LoopFileSystem> made = type.equals("btrfs") ? LoopFileSystem.btrfs(192) : LoopFileSystem.ext4(32);
        assumeTrue(made.isPresent(), "needs root and loop devices");
        disk = made.get();
        data = disk.root().resolve("data");
        for (String folder : List.of("a/deep", "b/deep", "c/deep")) {
            Files.createDirectories(data.resolve(folder));
            Files.writeString(data.resolve(folder).resolve("file"), "text");
        }
    }

    private SourceView view() throws Exception {
        return tree.view(Selection.of(PosixPaths.of(data)), context);
    }

    private long moment() throws Exception {
        try (SourceView view = view()) {
            return view.moment().orElseThrow();
        }
    }

    /** Which of these folders are told to be untouched. */
    private List<String> untouched(long since, String... folders) throws Exception {
        try (SourceView view = view()) {
            Predicate<ItemPath> untouched = view.untouchedSince(since);
            return Stream.of(folders).filter(folder -> untouched.test(PosixPaths.of(data.resolve(folder)))).toList();
        }
    }

    private List<String> untouched(long since) throws Exception {
        return untouched(since, "", "a", "a/deep", "b", "b/deep", "c", "c/deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "btrfs"})
    void foldersInWhichNothingHappenedAreKnown(String type) throws Exception {
        mount(type);
        long start = moment();
        assertEquals(List.of("", "a", "a/deep", "b", "b/deep", "c", "c/deep"), untouched(start));
        Files.writeString(data.resolve("a/deep/file"), "other");
        assertEquals(List.of("b", "b/deep", "c", "c/deep"), untouched(start));
        Files.createFile(data.resolve("b/new"));
        long later = moment();
        assertEquals(List.of("b/deep", "c", "c/deep"), untouched(start));
        assertEquals(7, untouched(later).size());
        Files.delete(data.resolve("b/new"));
        Files.setPosixFilePermissions(data.resolve("c/deep/file"), java.util.Set.of());
        assertEquals(List.of("a", "a/deep", "b/deep"), untouched(later));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "btrfs"})
    void aFolderThatWasMovedIsNewWithAllThatIsInIt(String type) throws Exception {
        mount(type);
        long start = moment();
        Files.move(data.resolve("a"), data.resolve("x"));
        Files.move(data.resolve("b"), data.resolve("a"));
        assertEquals(List.of("c", "c/deep"), untouched(start, "a", "a/deep", "x", "x/deep", "c", "c/deep"));
    }

    @Test
    void aFileThatIsReplacedOrWrittenLongAfterItWasOpenedIsNoticed() throws Exception {
        mount("ext4");
        try (var open = Files.newByteChannel(data.resolve("a/deep/file"), StandardOpenOption.WRITE)) {
            long start = moment();
            open.write(java.nio.ByteBuffer.wrap(new byte[] {1}));
            assertEquals(List.of("b", "b/deep", "c", "c/deep"), untouched(start));
        }
        long start = moment();
        Files.writeString(data.resolve("replacement"), "new");
        Files.move(data.resolve("replacement"), data.resolve("b/deep/file"), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(List.of("a", "a/deep", "c", "c/deep"), untouched(start));
    }

    @Test
    void afterAnUnmountNothingIsKnown() throws Exception {
        mount("ext4");
        long start = moment();
        Path image = disk.root().resolveSibling("image");
        assertTrue(LoopFileSystem.run("umount", disk.root().toString()), "the journal does not keep a medium busy");
        assertTrue(LoopFileSystem.run("mount", "-o", "loop", image.toString(), disk.root().toString()));
        Files.writeString(data.resolve("a/deep/file"), "other");
        assertEquals(List.of(), untouched(start));
        assertEquals(7, untouched(moment()).size(), "a new journal has begun");
    }

    @Test
    void whenSomethingIsMountedInItNothingIsKnown() throws Exception {
        mount("ext4");
        long start = moment();
        assertTrue(LoopFileSystem.run("mount", "-t", "tmpfs", "none", data.resolve("a").toString()));
        assertEquals(List.of(), untouched(start));
    }

    @Test
    void aFileSystemThatIsSeenAtTwoPlacesIsNotFollowed() throws Exception {
        mount("ext4");
        Path other = Files.createDirectory(disk.root().resolve("other"));
        assertTrue(LoopFileSystem.run("mount", "--bind", data.toString(), other.toString()));
        long start = moment();
        assertEquals(List.of(), untouched(start));
    }

    @Test
    void whatIsReachedByALinkIsNotKnown() throws Exception {
        mount("ext4");
        Files.createSymbolicLink(disk.root().resolve("link"), Path.of("data"));
        data = disk.root().resolve("link/a");
        long start = moment();
        assertEquals(List.of(), untouched(start, "", "deep"));
    }

    @Test
    void aMomentOfAnotherProcessMeansNothing() throws Exception {
        mount("ext4");
        moment();
        assertEquals(List.of(), untouched(1_000_000));
    }

    @Test
    void aClosedFolderIsGivenWithoutWhatIsInIt() throws Exception {
        mount("ext4");
        ItemPath closed = PosixPaths.of(data.resolve("b"));
        try (SourceView view = view()) {
            List<Item> items = new ArrayList<>();
            view.items(closed::equals).forEachRemaining(items::add);
            List<ItemPath> paths = items.stream().map(Item::path).toList();
            assertTrue(paths.contains(closed) && paths.contains(closed.parent().child("a").child("deep")));
            assertFalse(paths.contains(closed.child("deep")));
        }
    }
}
