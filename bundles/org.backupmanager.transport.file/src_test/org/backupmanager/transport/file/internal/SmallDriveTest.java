package org.backupmanager.transport.file.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** On drives that are mounted for the test, which takes Linux and root; passed over elsewhere. */
class SmallDriveTest {

    private static final ObjectName OLD = new ObjectName("d/old");
    private static final ObjectName NEW = new ObjectName("d/new");

    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertTrue(run("umount", drive().toString()));
        }
    }

    @Test
    void aFullDriveIsSaidToBeFullAndKeepsWhatItHas() throws Exception {
        mount("-t", "tmpfs", "-o", "size=4m", "none");
        StorageTransport storage = open();
        storage.put(OLD, new byte[1 << 20]);
        assertEquals(Code.STORAGE_FULL, codeOf(() -> storage.put(NEW, new byte[8 << 20])));
        assertFalse(storage.exists(NEW));
        assertEquals(1, storage.list(new ObjectName("d")).size());
        assertTrue(isEmpty(drive().resolve(".tmp")));
        storage.put(NEW, new byte[1 << 20]);
        assertArrayEquals(new byte[1 << 20], storage.get(OLD, 0, 1 << 20).array());
        assertTrue(storage.free().orElseThrow() < 4 << 20);
    }

    @Test
    void aReadOnlyDriveCanBeReadAndRefusesTheRest() throws Exception {
        mount("-t", "tmpfs", "-o", "size=4m", "none");
        open().put(OLD, new byte[10]);
        Files.writeString(drive().resolve(".tmp/00000000-1-0123456789abcdef"), "left behind");
        assertTrue(run("mount", "-o", "remount,ro", drive().toString()));
        StorageTransport storage = open();
        assertArrayEquals(new byte[10], storage.get(OLD, 0, 10).array());
        assertEquals(List.of("d"), storage.roots());
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.put(NEW, new byte[10])));
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.delete(OLD)));
        assertTrue(storage.exists(OLD));
    }

    @Test
    void aDriveThatIsUnmountedIsMissing() throws Exception {
        mount("-t", "tmpfs", "-o", "size=4m", "none");
        StorageTransport storage = open();
        storage.put(OLD, new byte[10]);
        assertTrue(run("umount", drive().toString()));
        mounted = false;
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> storage.exists(OLD)));
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> storage.put(NEW, new byte[10])));
        assertTrue(isEmpty(drive()));
    }

    @Test
    void aDriveWithoutHardLinksKeepsItsPromisesToo() throws Exception {
        Path image = folder.resolve("image");
        assumeTrue(run("truncate", "-s", "16M", image.toString()) && run("mkfs.vfat", image.toString()),
                "mkfs.vfat is not installed");
        mount("-o", "loop", image.toString());
        StorageTransport storage = open();
        storage.put(OLD, new byte[10]);
        storage.put(OLD, new byte[10]);
        assertEquals(Code.OBJECT_DAMAGED, codeOf(() -> storage.put(OLD, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
        assertArrayEquals(new byte[10], storage.get(OLD, 0, 10).array());
        assertTrue(isEmpty(drive().resolve(".tmp")));
        assertEquals(Code.STORAGE_FULL, codeOf(() -> storage.put(NEW, new byte[32 << 20])));
    }

    private void mount(String... arguments) throws Exception {
        Files.createDirectory(drive());
        var command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(arguments));
        command.add(drive().toString());
        mounted = run(command.toArray(String[]::new));
        assumeTrue(mounted, "nothing can be mounted here");
    }

    private Path drive() {
        return folder.resolve("drive");
    }

    private StorageTransport open() throws BackupException {
        return new FolderProvider().open(drive().toString());
    }

    /** Closes the folder again, or the drive could not be unmounted. */
    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such command here
        }
    }

    private static Code codeOf(Executable action) {
        return assertThrows(BackupException.class, action).code();
    }
}
