package org.backupmanager.source.files.internal;

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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.Undoing;
import org.backupmanager.source.kit.Kernel;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an undo of a restore brings back, and that no instant of a restore leaves something between old and new. */
class LinuxUndoTest {

    private static final long ENOUGH = 1L << 40;
    private static final Instant THEN = Instant.parse("2020-02-02T02:02:02.123456789Z");

    private final Undoing undoing = new LinuxTree(1).undoing().orElseThrow();
    private final List<String> failed = new ArrayList<>();
    private Path folder;
    private Path notes;
    private Path data;

    @BeforeEach
    void fill() throws IOException {
        assumeTrue(Kernel.missing().isEmpty(), () -> "the kernel lacks a call: " + Kernel.missing());
        folder = Files.createTempDirectory("undo-test").toRealPath();
        notes = Files.createDirectory(folder.resolve("notes"));
        data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("replaced"), "old");
        Files.createLink(data.resolve("other name"), data.resolve("replaced"));
        Files.createSymbolicLink(data.resolve("link"), Path.of("old target"));
        Files.writeString(Files.createDirectory(data.resolve("sub")).resolve("inner"), "old");
        Files.setLastModifiedTime(data.resolve("sub"), FileTime.fromMillis(1_000_000_000_000L));
    }

    @AfterEach
    void remove() throws IOException {
        for (Path kept : keeps()) {
            TreeFixture.remove(kept);
        }
        TreeFixture.remove(folder);
    }

    /** Folders with replaced files, wherever the file system begins. */
    private List<Path> keeps() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path up = folder; up != null; up = up.getParent()) {
            try (Stream<Path> children = Files.list(up)) {
                children.filter(path -> path.getFileName().toString().startsWith(".bmrestore-undo-notes-"
                        + Integer.toHexString(notes.toString().hashCode()))).forEach(found::add);
            }
        }
        return found;
    }

    private Item item(String name, ItemKind kind) {
        var kernel = new Kernel();
        return new Item(ItemPath.parse(data.resolve(name).toString()), new ItemAttributes(kind, 3, THEN,
                new Access(kind == ItemKind.DIRECTORY ? 0700 : 0640, kernel.user(), kernel.group()), Identity.NONE,
                kind == ItemKind.SYMLINK ? Bytes.of("new".getBytes()) : Bytes.NONE, 0, ItemAttributes.NO_EXTENDED));
    }

    private static void write(RestoreTarget target, Item item) throws IOException {
        try (RestoreTarget.Sink sink = target.create(item)) {
            sink.write(0, ByteBuffer.wrap("new".getBytes()));
            sink.complete(3);
        }
    }

    private void restoreEverything() throws Exception {
        try (RestoreTarget target = undoing.target(notes, ENOUGH)) {
            Item sub = item("sub", ItemKind.DIRECTORY);
            Item made = item("made", ItemKind.DIRECTORY);
            target.folder(sub);
            target.folder(made);
            for (String name : List.of("replaced", "sub/inner", "made/new", "absent")) {
                write(target, item(name, ItemKind.FILE));
            }
            target.special(item("link", ItemKind.SYMLINK));
            target.link(item("made/name", ItemKind.FILE), item("absent", ItemKind.FILE));
            target.finish(made);
            target.finish(sub);
        }
    }

    private void undo() throws Exception {
        undoing.undo(notes, new Undoing.Teller() {
            @Override
            public void done(ItemPath path) {
                // counted elsewhere
            }

            @Override
            public void failed(ItemPath path, String cause) {
                failed.add(path.toString().substring(data.toString().length() + 1) + ": " + cause);
            }
        });
    }

    /** Every name with its inode, permissions and time. */
    private Map<String, Object> state() throws IOException {
        Map<String, Object> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.filter(one -> !one.equals(data)).toList()) {
                var now = Files.readAttributes(path, "unix:ino,mode,uid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                state.put(path.toString(), List.of(now.get("ino"), now.get("mode"), now.get("uid"),
                        now.get("lastModifiedTime")));
            }
        }
        return state;
    }

    @Test
    void anUndoBringsBackTheVeryFilesAndRemovesWhatWasNotThere() throws Exception {
        Map<String, Object> before = state();
        restoreEverything();
        assertEquals("new", Files.readString(data.resolve("replaced")));
        assertEquals("old", Files.readString(data.resolve("other name")), "another name of the old file");
        assertTrue(undoing.kept(notes).complete() && undoing.kept(notes).items() == 6);
        undo();
        assertEquals(List.of(), failed);
        assertEquals(before, state());
        undoing.forget(notes);
        assertEquals(List.of(), keeps(), "nothing is left of it");
    }

    @Test
    void anUndoThatWasStoppedIsDoneAgain() throws Exception {
        Map<String, Object> before = state();
        restoreEverything();
        undo();
        undo();
        assertEquals(List.of(), failed);
        assertEquals(before, state());
    }

    @Test
    void whatSomebodyChangedAfterTheRestoreStays() throws Exception {
        restoreEverything();
        Files.writeString(data.resolve("replaced"), "mine");
        Files.delete(data.resolve("sub/inner"));
        Files.writeString(data.resolve("sub/inner"), "mine too");
        Files.writeString(data.resolve("made/foreign"), "mine as well");
        undo();
        assertEquals("mine", Files.readString(data.resolve("replaced")));
        assertEquals("mine too", Files.readString(data.resolve("sub/inner")));
        assertEquals(List.of("foreign"), List.of(data.resolve("made").toFile().list()));
        assertEquals(2, failed.size(), failed::toString);
        assertTrue(failed.getFirst().startsWith("replaced: it was changed after the restore"), failed::toString);
    }

    @Test
    void aFileThatWasDeletedAfterTheRestoreComesBackAsItWasBefore() throws Exception {
        restoreEverything();
        Files.delete(data.resolve("replaced"));
        undo();
        assertEquals("old", Files.readString(data.resolve("replaced")));
    }

    /** The three states in which the end of a process can leave a name, for notes cut at every byte. */
    @Test
    void whereverARestoreWasKilledTheOldFileComesBack() throws Exception {
        try (RestoreTarget target = undoing.target(notes, ENOUGH)) {
            write(target, item("replaced", ItemKind.FILE));
        }
        Path name = data.resolve("replaced");
        Path kept = keeps().getFirst().resolve("1");
        byte[] all = Files.readAllBytes(notes.resolve("notes"));
        Object old = Files.getAttribute(kept, "unix:ino");
        Path spare = Files.createLink(folder.resolve("spare"), kept);

        Files.delete(name);
        Files.createLink(name, kept); // killed after the old file got its second name
        undo();
        assertEquals(old, Files.getAttribute(name, "unix:ino"));
        assertFalse(Files.exists(kept));

        undo(); // killed before that: no second name, the old file in its place
        assertEquals(old, Files.getAttribute(name, "unix:ino"));

        for (int length = 0; length < all.length; length++) { // killed while the note was written
            Files.write(notes.resolve("notes"), Arrays.copyOf(all, length));
            undo();
            assertEquals(old, Files.getAttribute(name, "unix:ino"), "cut at " + length);
        }
        assertEquals(List.of(), failed);
        Files.delete(spare);
    }

    @Test
    void beyondTheBoundTheRestoreGoesOnAndSaysOnceThatItCannotBeUndone() throws Exception {
        try (RestoreTarget target = undoing.target(notes, 0)) {
            var told = assertThrows(AttributeLostException.class,
                    () -> write(target, item("replaced", ItemKind.FILE)));
            assertTrue(told.getMessage().contains("UndoSpace"), told::getMessage);
            write(target, item("sub/inner", ItemKind.FILE));
            write(target, item("absent", ItemKind.FILE));
        }
        assertFalse(undoing.kept(notes).complete());
        assertEquals("new", Files.readString(data.resolve("replaced")));
        undo();
        assertEquals(List.of("replaced: its earlier version was not kept", "sub/inner: its earlier version was not "
                + "kept"), failed);
        assertFalse(Files.exists(data.resolve("absent")));
        assertEquals("new", Files.readString(data.resolve("replaced")));
    }

    @Test
    void aFolderInTheWayIsToldAndNothingOfItIsKept() throws Exception {
        Files.createDirectories(data.resolve("absent/full"));
        try (RestoreTarget target = undoing.target(notes, ENOUGH)) {
            var told = assertThrows(IOException.class, () -> write(target, item("absent", ItemKind.FILE)));
            assertTrue(told.getMessage().contains("folder of this name"), told::getMessage);
        }
        undo();
        assertTrue(Files.isDirectory(data.resolve("absent/full")));
        assertEquals(List.of(), failed);
    }

    @Test
    void aKeepThatSomebodyElsePutThereIsNotUsed() throws Exception {
        assumeTrue(new Kernel().user() == 0, "only root can make folders of others");
        restoreEverything();
        Path keep = keeps().getFirst();
        Path aside = keep.resolveSibling(keep.getFileName() + "-aside");
        Files.move(keep, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(Files.createDirectory(keep).resolve("1"), "planted");
        Files.setAttribute(keep, "unix:uid", 4711);
        undo();
        assertFalse(Files.readString(data.resolve("other name")).contains("planted"));
        assertFalse(Files.exists(data.resolve("replaced")) && Files.readString(data.resolve("replaced"))
                .contains("planted"));
        TreeFixture.remove(aside);
    }
}
