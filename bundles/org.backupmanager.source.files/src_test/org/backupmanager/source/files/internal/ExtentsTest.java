package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import org.backupmanager.model.Selection;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.Stretch;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.LoopFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs root and btrfs; elsewhere it is skipped. */
class ExtentsTest {

    private static final int PAGE = 4096;
    private static final int PAGES = 1024;

    private static LoopFileSystem disk;

    @TempDir
    private Path memory;
    private final LinuxTree tree = new LinuxTree(1);

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

    /** A file, what was known of it, and what it held then. */
    private record Seen(List<Stretch> stretches, byte[] bytes) {
    }

    private Seen look(Path file) throws Exception {
        var context = new AidedContext(memory, Aid.SNAPSHOTS, Aid.ACCELERATOR);
        try (SourceView view = tree.view(Selection.of(PosixPaths.of(file)), context)) {
            List<Item> items = new ArrayList<>();
            view.items().forEachRemaining(items::add);
            try (ItemContent content = view.open(items.getLast())) {
                return new Seen(content.stretches(), Files.readAllBytes(file));
            }
        }
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void write(Path file, int page, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), (long) page * PAGE);
        }
    }

    /** Pages that are told to be the same, after making sure that they are. */
    private static BitSet same(Seen before, Seen after) {
        var same = new BitSet();
        for (Stretch then : before.stretches()) {
            for (Stretch now : after.stretches()) {
                int from = (int) Math.max(then.start(), now.start());
                int to = (int) Math.min(then.end(), now.end());
                if (from < to && then.isSameAs(now)) {
                    assertArrayEquals(Arrays.copyOfRange(before.bytes(), from, to),
                            Arrays.copyOfRange(after.bytes(), from, to), "told to be the same from " + from);
                    same.set(from / PAGE, (to + PAGE - 1) / PAGE);
                }
            }
        }
        return same;
    }

    @Test
    void whatIsWrittenLiesSomewhereElseThanBefore() throws Exception {
        Path file = disk.root().resolve("file");
        Files.write(file, random(1, PAGES * PAGE));
        Seen before = look(file);
        assertEquals(PAGES, same(before, before).cardinality());
        write(file, 100, random(2, PAGE));
        write(file, 500, random(3, 2 * PAGE));
        BitSet same = same(before, look(file));
        assertEquals(PAGES - 3, same.cardinality());
        assertFalse(same.get(100) || same.get(500) || same.get(501));
    }

    @Test
    void bytesThatAreSharedWithAnotherFileAreNoticedThoughTheyAreOld() throws Exception {
        Path file = disk.root().resolve("target");
        Path other = disk.root().resolve("other");
        Files.write(other, random(4, PAGES * PAGE));
        Files.write(file, random(5, PAGES * PAGE));
        Seen before = look(file);
        assumeTrue(LoopFileSystem.run("cp", "--reflink=always", other.toString(), file.toString()),
                "cp cannot share extents here");
        assertEquals(0, same(before, look(file)).cardinality());
    }

    @Test
    void holesAndCompressedExtentsAreToldApart() throws Exception {
        Path file = disk.root().resolve("packed");
        Files.createFile(file);
        LoopFileSystem.run("btrfs", "property", "set", file.toString(), "compression", "zstd");
        byte[] text = "some words that compress well ".repeat(PAGES * PAGE / 30 + 1).getBytes();
        write(file, 0, Arrays.copyOf(text, PAGES * PAGE));
        Seen before = look(file);
        write(file, 33, random(6, PAGE));
        LoopFileSystem.run("fallocate", "-p", "-o", Integer.toString(700 * PAGE), "-l", Integer.toString(8 * PAGE),
                file.toString());
        BitSet same = same(before, look(file));
        assertFalse(same.get(33) || same.get(700));
        assertTrue(same.cardinality() > PAGES / 2, same.toString());
    }

    @Test
    void aFileThatIsWrittenInPlaceIsReadAsAWhole() throws Exception {
        Path file = disk.root().resolve("inplace");
        Files.createFile(file);
        assumeTrue(LoopFileSystem.run("chattr", "+C", file.toString()), "chattr is not installed");
        write(file, 0, random(7, PAGES * PAGE));
        assertEquals(List.of(), look(file).stretches());
    }

    @Test
    void withoutASnapshotNothingIsToldSinceWhatIsNotWrittenYetIsNotKnown() throws Exception {
        Path file = disk.root().resolve("live");
        Files.write(file, random(8, PAGES * PAGE));
        try (SourceView view = tree.view(Selection.of(PosixPaths.of(file)),
                new AidedContext(memory, Aid.ACCELERATOR))) {
            List<Item> items = new ArrayList<>();
            view.items().forEachRemaining(items::add);
            try (ItemContent content = view.open(items.getLast())) {
                assertEquals(List.of(), content.stretches());
            }
        }
    }

    @Test
    void readingGoesOnBehindWhatWasSkipped() throws Exception {
        Path file = disk.root().resolve("skipped");
        byte[] bytes = random(9, PAGES * PAGE);
        Files.write(file, bytes);
        var context = new AidedContext(memory, Aid.SNAPSHOTS, Aid.ACCELERATOR);
        try (SourceView view = tree.view(Selection.of(PosixPaths.of(file)), context)) {
            List<Item> items = new ArrayList<>();
            view.items().forEachRemaining(items::add);
            try (ItemContent content = view.open(items.getLast())) {
                content.skip(1_000_000);
                ByteBuffer buffer = ByteBuffer.allocate(100);
                assertEquals(100, content.read(buffer));
                assertArrayEquals(Arrays.copyOfRange(bytes, 1_000_000, 1_000_100), buffer.array());
                content.skip(bytes.length - 1_000_100);
                assertEquals(-1, content.read(buffer.clear()));
            }
        }
    }
}
