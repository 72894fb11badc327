package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.StrictProgress;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.backupmanager.testkit.Troubles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinuxTreeTest {

    private final FileTree tree = new LinuxTree(1);
    private final Troubles troubles = new Troubles();
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Kernel.missing().isEmpty(), () -> "the kernel lacks a call: " + Kernel.missing());
        folder = Files.createTempDirectory("files-test");
    }

    @AfterEach
    void removeFolder() throws Exception {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }

    @Test
    void everyKindOfFileComesBackWithAllThatBelongsToIt() throws Exception {
        Path data = folder.resolve("data");
        TreeFixture.everything(data);
        Trees.copy(tree, data, folder.resolve("place"));
        assertEquals(List.of(), TreeDigest.differences(data, folder.resolve("place" + data)));
    }

    @Test
    void aSparseFileIsRestoredSparse() throws Exception {
        Path data = folder.resolve("data");
        TreeFixture.everything(data);
        Trees.copy(tree, data, folder.resolve("place"));
        for (String name : List.of("sparse", "only-a-hole")) {
            long before = allocated(data.resolve(name));
            assertTrue(before < 1_000_000, "the file system of the tests has no holes");
            assertTrue(allocated(folder.resolve("place" + data).resolve(name)) <= before + 65_536, name);
        }
    }

    private static long allocated(Path file) {
        var kernel = new Kernel();
        assertEquals(0, kernel.stat(Kernel.HERE, Opener.absolute(PosixPaths.of(file)), 0));
        return kernel.found().allocated();
    }

    @Test
    void pathsLongerThanTheKernelTakesAtOnceAreKept() throws Exception {
        byte[] name = "d".repeat(200).getBytes();
        var kernel = new Kernel();
        int dir = kernel.open(Kernel.HERE, Opener.absolute(PosixPaths.of(folder)), Kernel.O_DIRECTORY, 0);
        for (int depth = 0; depth < 50; depth++) {
            assertEquals(0, kernel.makeFolder(dir, name, 0755));
            int next = kernel.open(dir, name, Kernel.O_DIRECTORY, 0);
            kernel.close(dir);
            dir = next;
        }
        int file = kernel.open(dir, "end".getBytes(), Kernel.O_CREAT | Kernel.O_WRONLY, 0644);
        kernel.write(file, 0, ByteBuffer.wrap("deep".getBytes()));
        kernel.close(file);
        kernel.close(dir);
        Path from = folder.resolve("d".repeat(200));
        List<Item> before = Trees.scan(tree, Selection.of(PosixPaths.of(from)), troubles);
        assertTrue(before.getLast().path().length() > 10_000);
        Trees.copy(tree, from, folder.resolve("place"));
        List<Item> after = Trees.scan(tree, Selection.of(PosixPaths.of(folder.resolve("place"))), troubles);
        assertTrue(after.getLast().path().toString().endsWith(before.getLast().path().toString()));
        assertEquals(4, after.getLast().attributes().size());
        assertEquals(before.getLast().attributes().modified(), after.getLast().attributes().modified());
        assertEquals(List.of(), troubles.all());
    }

    @Test
    void aFolderOfManyBlocksIsGivenInOrder() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String name = String.format("%05d", i);
            expected.add(name);
            if (i % 1_000 == 7) {
                TreeFixture.of(folder.resolve(name), TreeFixture.file("x", 1));
                expected.add(name + "/x");
            } else {
                Files.createFile(folder.resolve(name));
            }
        }
        assertEquals(expected, Trees.names(tree, folder, Selection.of(PosixPaths.of(folder)), troubles));
        assertEquals(expected, Trees.names(new LinuxTree(2), folder, Selection.of(PosixPaths.of(folder)), troubles));
    }

    @Test
    void siblingsComeByTheirBytesAndWhatIsInAFolderComesAtOnce() throws Exception {
        TreeFixture.of(folder, TreeFixture.dir("a", TreeFixture.file("z", 1)), TreeFixture.file("a-", 1),
                TreeFixture.file("a.b", 1),
                TreeFixture.file("ä", 1), TreeFixture.file("B", 1));
        assertEquals(List.of("B", "a", "a/z", "a-", "a.b", "ä"),
                Trees.names(tree, folder, Selection.of(PosixPaths.of(folder)), troubles));
    }

    @Test
    void masksAndExclusionsAreNotEnteredButWhatIsChosenWithinThemIs() throws Exception {
        TreeFixture.of(folder, TreeFixture.dir("keep", TreeFixture.file("a.tmp", 1), TreeFixture.file("a.txt", 1)),
                TreeFixture.dir("node_modules", TreeFixture.file("x", 1), TreeFixture.file("y", 1)),
                TreeFixture.dir("out", TreeFixture.file("x", 1), TreeFixture.dir("in", TreeFixture.file("deep", 1))));
        ItemPath base = PosixPaths.of(folder);
        Selection selection = Selection.of(base).excluding(base.child("out"))
                .including(base.child("out").child("in"), Priority.HIGH)
                .withMasks(List.of(Mask.of("*.tmp"), Mask.of("node_modules")));
        assertEquals(List.of("keep", "keep/a.txt", "out", "out/in", "out/in/deep"), Trees.names(tree, folder,
                selection, troubles));
        assertEquals(List.of(), troubles.all());
    }

    @Test
    void aCancelledScanDoesNotGoThroughAFolderOfWhichNothingIsChosen() throws Exception {
        for (int i = 0; i < 2 * FolderListing.BLOCK; i++) {
            Files.createFile(folder.resolve(i + ".tmp"));
        }
        var progress = new StrictProgress();
        Selection selection = Selection.of(PosixPaths.of(folder)).withMasks(List.of(Mask.of("*.tmp")));
        try (SourceView view = tree.view(selection, new AidedContext(folder, Set.of(), troubles, progress))) {
            Iterator<Item> items = view.items();
            while (!items.next().path().equals(PosixPaths.of(folder))) {
                assertTrue(items.hasNext());
            }
            progress.cancel();
            assertThrows(UncheckedIOException.class, items::hasNext);
        }
    }

    @Test
    void aMaskLeavesOutAlsoWhatIsChosenByName() throws Exception {
        TreeFixture.of(folder, TreeFixture.dir("cache", TreeFixture.file("x", 1)), TreeFixture.file("a.tmp", 1),
                TreeFixture.dir("keep", TreeFixture.dir("cache", TreeFixture.dir("in", TreeFixture.file("y", 1))),
                        TreeFixture.file("z", 1)));
        ItemPath base = PosixPaths.of(folder);
        Selection selection = Selection.of(base.child("cache"), base.child("a.tmp"), base.child("keep"),
                base.child("keep").child("cache").child("in")).withMasks(List.of(Mask.of("*.tmp"), Mask.of("cache")));
        assertEquals(List.of("keep", "keep/z"), Trees.names(tree, folder, selection, troubles));
    }

    @Test
    void whatIsChosenButNotThereIsTold() throws Exception {
        TreeFixture.of(folder, TreeFixture.file("there", 1), TreeFixture.file("file", 1));
        ItemPath gone = PosixPaths.of(folder.resolve("no/such"));
        ItemPath below = PosixPaths.of(folder.resolve("file/no"));
        Trees.scan(tree, Selection.of(gone, below, PosixPaths.of(folder.resolve("there"))), troubles);
        assertEquals(2, troubles.all().size(), troubles.all()::toString);
        assertTrue(troubles.all().contains(gone + ": It could not be read: " + Messages.text("nothingThere") + "."));
    }

    @Test
    void aLinkOnTheWayToWhatIsChosenStandsForItsFolder() throws Exception {
        TreeFixture.of(folder, TreeFixture.dir("real", TreeFixture.file("x", 1), TreeFixture.file("y", 1)),
                TreeFixture.link("way", "real"));
        assertEquals(List.of("way", "way/x"),
                Trees.names(tree, folder, Selection.of(PosixPaths.of(folder.resolve("way/x"))), troubles));
        assertEquals(List.of(), troubles.all());
    }

    @Test
    void theProductsOwnFoldersAndUnfinishedFilesAreLeftOut() throws Exception {
        TreeFixture.of(folder, TreeFixture.dir("state", TreeFixture.file("x", 1)), TreeFixture.file(".bmrestore-12", 1),
                TreeFixture.file("x", 1), TreeFixture.link("to-state", "state"));
        var own = new Troubles(folder.resolve("to-state"));
        assertEquals(List.of("to-state", "x"), Trees.names(tree, folder, Selection.of(PosixPaths.of(folder)), own));
    }

    @Test
    void temporaryFilesAndKernelFileSystemsAreEnteredOnlyByName() throws Exception {
        Selection selection = Selection.of(ItemPath.ROOT);
        for (Selectable child : tree.browse(ItemPath.ROOT)) {
            if (!List.of("tmp", "proc").contains(child.label())) {
                selection = selection.excluding(child.path());
            }
        }
        assertEquals(List.of("/", "/proc", "/tmp"),
                Trees.scan(tree, selection, troubles).stream().map(item -> item.path().toString()).toList());
        ItemPath named = ItemPath.parse("/proc/sys/kernel/ostype");
        assertEquals(named, Trees.scan(tree, Selection.of(named), troubles).getLast().path());
    }

    @Test
    void aFileThatChangedOrWasReplacedWhileItWasReadIsNoticed() throws Exception {
        Path file = folder.resolve("f");
        Files.write(file, new byte[100]);
        Item item = Trees.item(tree, file);
        try (SourceView view = tree.view(Selection.of(item.path()), troubles)) {
            try (ItemContent content = view.open(item)) {
                content.read(ByteBuffer.allocate(1000));
                assertFalse(content.changed());
                Files.write(file, new byte[101]);
                assertTrue(content.changed());
            }
            Files.delete(file);
            assertThrows(NoSuchFileException.class, () -> view.open(item));
            Files.write(file, new byte[100]);
            try (ItemContent content = view.open(item)) {
                assertEquals(100, content.read(ByteBuffer.allocate(1000)));
                assertEquals(-1, content.read(ByteBuffer.allocate(1000)));
                assertTrue(content.changed());
            }
        }
    }

    @Test
    void aFifoThatCameInTheWayOfAFileHoldsNobodyUp() throws Exception {
        Path file = folder.resolve("f");
        Files.write(file, new byte[100]);
        Item item = Trees.item(tree, file);
        Files.delete(file);
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        try (SourceView view = tree.view(Selection.of(item.path()), troubles); ItemContent content = view.open(item)) {
            assertThrows(IOException.class, () -> content.read(ByteBuffer.allocateDirect(10)));
            assertTrue(content.changed());
        }
    }

    @Test
    void readingLeavesTheAccessTime() throws Exception {
        Path file = folder.resolve("f");
        Files.write(file, new byte[100]);
        assertEquals(0, new ProcessBuilder("touch", "-a", "-d", "2001-01-01", file.toString()).start().waitFor());
        Object before = Files.getAttribute(file, "lastAccessTime");
        Item item = Trees.item(tree, file);
        try (SourceView view = tree.view(Selection.of(item.path()), troubles); ItemContent content = view.open(item)) {
            content.read(ByteBuffer.allocateDirect(1000));
        }
        assertEquals(before, Files.getAttribute(file, "lastAccessTime"));
    }

    @Test
    void browsingShowsFoldersFirstAndHiddenOnes() throws Exception {
        TreeFixture.of(folder, TreeFixture.file("b", 7), TreeFixture.file("A", 1), TreeFixture.file(".hidden", 1),
                TreeFixture.dir("z"));
        List<Selectable> children = tree.browse(PosixPaths.of(folder));
        assertEquals(List.of("z", ".hidden", "A", "b"), children.stream().map(Selectable::label).toList());
        assertEquals(7, children.getLast().size());
        assertEquals(List.of(), tree.browse(PosixPaths.of(folder.resolve("no"))));
    }

    @Test
    void aFolderThatMayNotBeReadSaysSo() throws Exception {
        assumeTrue(new Kernel().user() != 0, "root may read everything");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        closed.toFile().setReadable(false);
        Exception e = assertThrows(BackupException.class, () -> tree.browse(PosixPaths.of(closed)));
        assertTrue(e.getMessage().contains("permission denied"), e::getMessage);
        Trees.scan(tree, Selection.of(PosixPaths.of(folder)), troubles);
        assertEquals(1, troubles.all().size());
        closed.toFile().setReadable(true);
    }

    @Test
    void whatIsTypedBecomesAPath() throws Exception {
        ItemPath here = ItemPath.parse("/home/ann");
        assertEquals(ItemPath.parse("/etc/x"), PosixPaths.parse("/etc/./y/..//x/", here));
        assertEquals(ItemPath.parse("/home/ann/b"), PosixPaths.parse("b", here));
        assertEquals(ItemPath.parse("/home"), PosixPaths.parse("..", here));
        assertEquals(ItemPath.ROOT, PosixPaths.parse("/..", here));
        assertEquals("/a\\xff", PosixPaths.parse("/a\\xff", here).toString());
        assertThrows(BackupException.class, () -> PosixPaths.parse("", here));
        assertThrows(BackupException.class, () -> tree.target(Optional.of(Path.of("/proc/no/place")),
                ExistingFiles.SKIP));
    }
}
