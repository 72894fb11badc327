package org.backupmanager.source.files.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.RestoreTarget.NoRoomException;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinuxTargetTest {

    private final FileTree tree = new LinuxTree(1);
    private Path folder;
    private Path place;

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Kernel.missing().isEmpty(), () -> "the kernel lacks a call: " + Kernel.missing());
        folder = Files.createTempDirectory("files-test");
        place = folder.resolve("place");
    }

    @AfterEach
    void removeFolder() throws IOException {
        TreeFixture.remove(folder);
    }

    private RestoreTarget target(ExistingFiles existing) throws Exception {
        return tree.target(Optional.of(place), existing);
    }

    private static Item item(String path, ItemKind kind, int mode) {
        Kernel kernel = new Kernel();
        return new Item(ItemPath.parse(path), new ItemAttributes(kind, 0, Instant.EPOCH, new Access(mode,
                kernel.user(), kernel.group()),
                Identity.NONE, kind == ItemKind.SYMLINK ? Bytes.of("x".getBytes()) : Bytes.NONE, 0,
                ItemAttributes.NO_EXTENDED));
    }

    private static void write(RestoreTarget target, Item item, String text) throws IOException {
        try (RestoreTarget.Sink sink = target.create(item)) {
            sink.write(0, ByteBuffer.wrap(text.getBytes()));
            sink.complete(text.length());
        }
    }

    @Test
    void aLinkPlantedInTheRestoreFolderIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        TreeFixture.of(place, TreeFixture.link("a", outside.toString()), TreeFixture.link("f", "outside-file"));
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            IOException e = assertThrows(IOException.class, () -> target.folder(item("/a", ItemKind.DIRECTORY, 0755)));
            assertTrue(e.getMessage().contains("symbolic link"), e::getMessage);
            assertThrows(IOException.class, () -> write(target, item("/a/f", ItemKind.FILE, 0644), "bad"));
            write(target, item("/f", ItemKind.FILE, 0644), "good");
        }
        assertEquals(0, outside.toFile().list().length);
        assertFalse(Files.isSymbolicLink(place.resolve("f")));
        assertFalse(Files.exists(place.resolve("outside-file")));
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws Exception {
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            assertThrows(IOException.class, () -> write(target, item("/../f", ItemKind.FILE, 0644), "bad"));
            assertThrows(IOException.class, () -> target.folder(item("/..", ItemKind.DIRECTORY, 0755)));
            assertThrows(IOException.class, () -> target.special(item("/..", ItemKind.SYMLINK, 0777)));
        }
        assertFalse(Files.exists(folder.resolve("f")));
    }

    @Test
    void atTheOriginalPlaceOnlyLinksOfRootOrOneselfAreFollowed() throws Exception {
        assumeTrue(new Kernel().user() == 0, "only root can make links of others");
        TreeFixture.of(folder, TreeFixture.dir("real"), TreeFixture.link("mine", "real"), TreeFixture.link("foreign",
                "real"));
        Files.setAttribute(folder.resolve("foreign"), "unix:uid", 4711, LinkOption.NOFOLLOW_LINKS);
        try (RestoreTarget target = tree.target(Optional.empty(), ExistingFiles.OVERWRITE)) {
            target.folder(item(folder + "/mine", ItemKind.DIRECTORY, 0755));
            write(target, item(folder + "/mine/f", ItemKind.FILE, 0644), "good");
            assertThrows(IOException.class, () -> target.folder(item(folder + "/foreign", ItemKind.DIRECTORY, 0755)));
            assertThrows(IOException.class, () -> write(target, item(folder + "/foreign/g", ItemKind.FILE, 0644),
                    "bad"));
        }
        assertArrayEquals(new String[] {"f"}, folder.resolve("real").toFile().list());
    }

    @Test
    void whatStandsUnderANameIsNewerIfItWasChangedLater() throws Exception {
        TreeFixture.of(place, TreeFixture.file("f", 1), TreeFixture.link("gone", "nowhere"));
        Item before = item("/f", ItemKind.FILE, 0644);
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            assertTrue(target.isNewer(before), "the item is of 1970");
            assertTrue(target.isNewer(item("/gone", ItemKind.SYMLINK, 0777)), "the link, not what it leads to");
            Files.setLastModifiedTime(place.resolve("f"), FileTime.from(Instant.EPOCH));
            assertFalse(target.isNewer(before), "as old");
            assertFalse(target.isNewer(item("/other", ItemKind.FILE, 0644)), "nothing is there");
        }
    }

    @Test
    void aFolderInTheWayOfAFileAndAFileInTheWayOfAFolderAreTold() throws Exception {
        TreeFixture.of(place, TreeFixture.dir("d", TreeFixture.file("x", 1)), TreeFixture.file("f", 1));
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            IOException folderInWay = assertThrows(IOException.class, () -> write(target, item("/d", ItemKind.FILE,
                    0644), "x"));
            assertTrue(folderInWay.getMessage().contains("a folder of this name is in the way"),
                    folderInWay::getMessage);
            IOException fileInWay = assertThrows(IOException.class, () -> target.folder(item("/f", ItemKind.DIRECTORY,
                    0755)));
            assertTrue(fileInWay.getMessage().contains("is in the way and is no folder"), fileInWay::getMessage);
        }
        assertEquals(List.of("d", "f"), List.of(place.toFile().list()).stream().sorted().toList());
    }

    @Test
    void whatAppearsWhileItIsRestoredIsKeptIfThatIsWanted() throws Exception {
        try (RestoreTarget target = target(ExistingFiles.SKIP)) {
            Item file = item("/f", ItemKind.FILE, 0644);
            assertTrue(target.wants(file));
            try (RestoreTarget.Sink sink = target.create(file)) {
                Files.writeString(place.resolve("f"), "newer");
                sink.write(0, ByteBuffer.wrap("older".getBytes()));
                sink.complete(5);
            }
            assertFalse(target.wants(file));
        }
        assertEquals("newer", Files.readString(place.resolve("f")));
        assertEquals(1, place.toFile().list().length);
    }

    @Test
    void aHardLinkReplacesWhatIsThereEvenIfItIsTheSameFile() throws Exception {
        Item one = item("/one", ItemKind.FILE, 0600);
        Item two = item("/two", ItemKind.FILE, 0600);
        for (int i = 0; i < 2; i++) {
            try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
                if (i == 0) {
                    write(target, one, "x");
                }
                target.link(two, one);
            }
        }
        assertTrue(Files.isSameFile(place.resolve("one"), place.resolve("two")));
        assertEquals(2, place.toFile().list().length);
    }

    @Test
    void aFullDiskIsToldAsSuchAndNothingIsLeft() throws Exception {
        Files.createDirectory(place);
        assumeTrue(new Kernel().user() == 0 && new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "none",
                place.toString())
                .start().waitFor() == 0, "needs a small file system");
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            assertThrows(NoRoomException.class, () -> write(target, item("/f", ItemKind.FILE, 0644),
                    "x".repeat(200_000)));
            assertEquals(0, place.toFile().list().length);
        } finally {
            new ProcessBuilder("umount", place.toString()).start().waitFor();
        }
    }

    @Test
    void anAttributeThatCannotBeRestoredIsNamedAndTheFileIsThere() throws Exception {
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            Item plain = item("/f", ItemKind.FILE, 0640);
            Item item = new Item(plain.path(), plain.attributes().withExtended(Map.of("unknown.kind",
                    Bytes.of(new byte[1]))));
            AttributeLostException e = assertThrows(AttributeLostException.class, () -> write(target, item, "text"));
            assertEquals("unknown.kind", e.attribute());
        }
        assertEquals("text", Files.readString(place.resolve("f")));
        assertEquals(Instant.EPOCH, Files.getLastModifiedTime(place.resolve("f")).toInstant());
    }

    @Test
    void aFolderThatNobodyMayWriteIntoIsFilledAndClosedAgain() throws Exception {
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            Item closed = item("/d", ItemKind.DIRECTORY, 0555);
            target.folder(closed);
            write(target, item("/d/f", ItemKind.FILE, 0400), "x");
            target.finish(closed);
            target.folder(closed);
            write(target, item("/d/g", ItemKind.FILE, 0400), "x");
            target.finish(closed);
        }
        assertEquals(0555, (int) Files.getAttribute(place.resolve("d"), "unix:mode") & 07777);
        assertEquals(Instant.EPOCH, Files.getLastModifiedTime(place.resolve("d")).toInstant());
    }

    @Test
    void partsMayComeInAnyOrderAndWhatIsMissingIsZero() throws Exception {
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE); RestoreTarget.Sink sink = target.create(item("/f",
                ItemKind.FILE, 0600))) {
            sink.write(7, ByteBuffer.wrap(new byte[] {8, 9}));
            sink.write(1, ByteBuffer.allocateDirect(2).put(0, (byte) 2).put(1, (byte) 3));
            sink.complete(12);
        }
        assertArrayEquals(new byte[] {0, 2, 3, 0, 0, 0, 0, 8, 9, 0, 0, 0}, Files.readAllBytes(place.resolve("f")));
    }

    @Test
    void moreFoldersThanAreKeptOpenCanBeRestored() throws Exception {
        try (RestoreTarget target = target(ExistingFiles.OVERWRITE)) {
            for (int i = 0; i < 600; i++) {
                target.folder(item("/" + i, ItemKind.DIRECTORY, 0755));
                write(target, item("/" + i + "/f", ItemKind.FILE, 0644), "x");
            }
            for (int i = 0; i < 600; i++) {
                write(target, item("/" + i + "/g", ItemKind.FILE, 0644), "x");
            }
        }
        assertEquals(600, place.toFile().list().length);
    }
}
