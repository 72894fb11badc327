package org.backupmanager.transport.file.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.StorageTransportContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTransportTest implements StorageTransportContract {

    private static final ObjectName NAME = new ObjectName("d/cabinets/ab/abcd");

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    @Override
    public StorageTransport open() throws BackupException {
        return new FolderProvider(clock).open(folder.toString());
    }

    /** As the transport does it, but for the wait for the disk. */
    @Override
    public void fill(StorageTransport storage, List<ObjectName> names) throws Exception {
        for (ObjectName name : names) {
            Path file = folder.resolve(name.value());
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.value());
        }
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() throws Exception {
        Path missing = folder.resolve("not-mounted");
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> new FolderProvider(clock).open(missing.toString())));
        assertFalse(Files.exists(missing));
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> new FolderProvider(clock).open(file.toString())));
    }

    @Test
    void aFolderThatWasReplacedIsNotTakenForTheStorage() throws Exception {
        Path drive = Files.createDirectory(folder.resolve("drive"));
        StorageTransport storage = new FolderProvider(clock).open(drive.toString());
        put(storage, NAME, new byte[10]);
        Files.move(drive, folder.resolve("unmounted"));
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> storage.exists(NAME)));
        Files.createDirectory(drive);
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> storage.exists(NAME)));
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> storage.get(NAME, 0, 1)));
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> storage.list(new ObjectName("d"))));
        assertEquals(Code.STORAGE_MISSING, codeOf(storage::roots));
        assertEquals(Code.STORAGE_MISSING, codeOf(() -> put(storage, NAME, new byte[10])));
        assertEquals(List.of(), filesBelow(drive));
    }

    @Test
    void whatIsStoredIsForItsOwnerOnly() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system knows no permissions");
        put(open(), NAME, new byte[10]);
        assertEquals("rwx------", permissions(folder.resolve("d")));
        assertEquals("rwx------", permissions(folder.resolve("d/cabinets/ab")));
        assertEquals("rw-------", permissions(folder.resolve(NAME.value())));
    }

    @Test
    void nothingButTheObjectIsLeftByPut() throws Exception {
        StorageTransport storage = open();
        put(storage, NAME, new byte[10]);
        put(storage, NAME, new byte[10]);
        assertThrows(BackupException.class, () -> put(storage, NAME, new byte[11]));
        assertEquals(List.of(NAME.value()), filesBelow(folder));
    }

    @Test
    void theLeftoversOfACrashAreNeitherListedNorKept() throws Exception {
        put(open(), NAME, new byte[10]);
        String ours = draftName();
        Path dead = leftover(ours.replaceFirst("-[0-9]+-", "-" + deadProcess() + "-"));
        Path live = leftover(ours.replaceFirst(".{4}$", "beef"));
        Path ofAnotherMachine = leftover("01234567-1-00000000deadbeef");
        Path foreign = leftover("notes.txt");
        Files.setLastModifiedTime(foreign, FileTime.from(clock.instant().minus(Duration.ofDays(9))));
        clock.advance(Duration.ofHours(23));
        StorageTransport storage = open();
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(live));
        assertTrue(Files.exists(ofAnotherMachine));
        assertTrue(Files.exists(foreign));
        assertEquals(List.of("d"), storage.roots());
        clock.advance(Duration.ofHours(2));
        open();
        assertFalse(Files.exists(ofAnotherMachine));
        assertTrue(Files.exists(foreign));
    }

    @Test
    void aLinkInTheStorageIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("Outside"));
        Files.createDirectories(outside.resolve("ab"));
        Files.writeString(outside.resolve("ab/abcd"), "secret");
        Files.createDirectory(folder.resolve("d"));
        Files.createSymbolicLink(folder.resolve("d/cabinets"), outside);
        StorageTransport storage = open();
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.get(NAME, 0, 10)));
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.exists(NAME)));
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.delete(NAME)));
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> put(storage, new ObjectName("d/cabinets/ab/new"), new byte[1])));
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.list(new ObjectName("d"))));
        assertEquals(List.of("ab/abcd"), filesBelow(outside));
    }

    @Test
    void anObjectThatIsALinkIsNotRead() throws Exception {
        Files.writeString(folder.resolve("Secret"), "secret");
        Files.createSymbolicLink(folder.resolve("vault"), folder.resolve("Secret"));
        StorageTransport storage = open();
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> storage.get(new ObjectName("vault"), 0, 10)));
        assertEquals(Code.STORAGE_DENIED, codeOf(() -> put(storage, new ObjectName("vault"), "secret".getBytes())));
        assertEquals(List.of(), storage.roots());
    }

    @Test
    void theStorageItselfMayBeReachedOverALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        StorageTransport storage = new FolderProvider(clock).open(link.toString());
        put(storage, NAME, new byte[10]);
        assertTrue(Files.exists(real.resolve(NAME.value())));
    }

    @Test
    void namesThatTryToLeaveAreRefused() {
        for (String name : List.of("../x", "a/../../x", "/etc/passwd", "a//b",
                ".tmp/x", "a/.b", "", "A", "a\\b", "a/",
                "a".repeat(81), "a/".repeat(100) + "a")) {
            assertThrows(IllegalArgumentException.class, () -> new ObjectName(name), name);
        }
        assertEquals("a".repeat(80) + "/_-.0z", new ObjectName("a".repeat(80) + "/_-.0z").value());
    }

    @Test
    void filesOfOthersAreNotListed() throws Exception {
        put(open(), NAME, new byte[10]);
        Files.writeString(folder.resolve("d/cabinets/Thumbs.db"), "x");
        Files.createDirectory(folder.resolve("lost+found"));
        assertEquals(List.of("d"), open().roots());
        assertEquals(1, open().list(new ObjectName("d")).size());
    }

    @Test
    void aPutThatIsInterruptedWhileItWritesLeavesNothing() throws Exception {
        StorageTransport storage = open();
        var code = new AtomicReference<>(Code.INTERNAL);
        ByteBuffer large = ByteBuffer.allocateDirect(256 << 20);
        int crc = crc(List.of(large));
        Thread writer = Thread.ofPlatform().start(() -> code.set(codeOf(() -> storage.put(NAME, List.of(large), crc))));
        Path drafts = folder.resolve(".tmp");
        Await.until("the temporary file is there", () -> Files.isDirectory(drafts) && hasEntries(drafts));
        writer.interrupt();
        writer.join();
        assertEquals(Code.CANCELLED, code.get());
        assertEquals(List.of(), filesBelow(folder));
        assertFalse(storage.exists(NAME));
    }

    @Test
    void aDamagedObjectIsReplacedOnlyAfterItWasDeleted() throws Exception {
        StorageTransport storage = open();
        put(storage, NAME, new byte[100]);
        Files.write(folder.resolve(NAME.value()), new byte[50]);
        assertEquals(Code.OBJECT_DAMAGED, codeOf(() -> put(storage, NAME, new byte[100])));
        storage.delete(NAME);
        put(storage, NAME, new byte[100]);
        assertArrayEquals(new byte[100], storage.get(NAME, 0, 100).array());
    }

    private static void put(StorageTransport storage, ObjectName name, byte[] content) throws BackupException {
        List<ByteBuffer> parts = List.of(ByteBuffer.wrap(content));
        storage.put(name, parts, crc(parts));
    }

    private static int crc(List<ByteBuffer> parts) {
        var crc = new CRC32C();
        parts.forEach(part -> crc.update(part.duplicate()));
        return (int) crc.getValue();
    }

    private static Code codeOf(Failing action) {
        return assertThrows(BackupException.class, action::run).code();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private String draftName() throws Exception {
        var temporaries = new TemporaryFiles(StorageFolder.open(folder), new Random(1));
        try (TemporaryFiles.Draft draft = temporaries.begin()) {
            return draft.path().getFileName().toString();
        }
    }

    private Path leftover(String name) throws Exception {
        Path file = Files.write(folder.resolve(".tmp").resolve(name), new byte[10]);
        return Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    private static long deadProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-version")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.waitFor();
        return process.pid();
    }

    private static boolean hasEntries(Path folder) {
        return folder.toFile().list().length > 0;
    }

    private static List<String> filesBelow(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path)).map(path -> folder.relativize(path).toString())
                    .sorted().toList();
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface Failing {
        void run() throws Exception;
    }
}
