package org.backupmanager.register.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.FakeCabinet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {

    private static final int CABINETS = 20;
    private static final int SLICES = 1000;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void fill() throws BackupException {
        folder = temporary.resolve("register");
        try (BackupRegister register = open()) {
            for (int i = 0; i < CABINETS; i++) {
                register.add(FakeCabinet.of(i, SLICES));
            }
            register.remove(FakeCabinet.of(3, SLICES).id());
            register.commit(Reports.of(register.nextSession()), new byte[5000]);
        }
    }

    private BackupRegister open() throws BackupException {
        return new DerbyRegisters().open(folder);
    }

    private void assertWhole() throws BackupException {
        try (BackupRegister register = open()) {
            for (int number = 0; number < CABINETS; number++) {
                CabinetDirectory cabinet = FakeCabinet.of(number, SLICES);
                for (int i = 0; i < SLICES; i++) {
                    Optional<SliceLocation> there = number == 3 ? Optional.empty()
                            : Optional.of(new SliceLocation(number, i));
                    assertEquals(there, register.find(cabinet.slice(i)));
                }
            }
        }
    }

    private BackupException assertCode(Code code, Executable action) {
        BackupException e = assertThrows(BackupException.class, action);
        assertEquals(code, e.code(), e.getMessage());
        assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
        return e;
    }

    private Path table() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.filter(IndexMark::isTable).findFirst().orElseThrow();
        }
    }

    private static void flip(Path path, long position) throws IOException {
        try (var file = new RandomAccessFile(path.toString(), "rw")) {
            file.seek(position);
            int old = file.read();
            file.seek(position);
            file.write(old ^ 0x10);
        }
    }

    private static void cut(Path path, long length) throws IOException {
        try (var file = new RandomAccessFile(path.toString(), "rw")) {
            file.setLength(length);
        }
    }

    @Test
    void anIndexThatIsGoneIsMadeAgain() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("index"))) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertWhole();
    }

    @Test
    void anIndexWithoutItsTableIsMadeAgain() throws Exception {
        Files.delete(table());
        assertWhole();
    }

    @Test
    void anIndexCutShortIsMadeAgain() throws Exception {
        cut(table(), Files.size(table()) / 2);
        assertWhole();
    }

    @Test
    void anIndexWithAWrongMarkIsMadeAgain() throws Exception {
        Path mark = folder.resolve("index").resolve("mark");
        for (long at = 0; at < Files.size(mark); at += 13) {
            flip(mark, at);
            assertWhole();
        }
        cut(mark, 5);
        assertWhole();
    }

    @Test
    void anIndexOfAnotherStateOfTheDatabaseIsMadeAgain() throws Exception {
        Path mark = folder.resolve("index").resolve("mark");
        byte[] old = Files.readAllBytes(mark);
        try (BackupRegister register = open()) {
            register.remove(FakeCabinet.of(5, SLICES).id());
        }
        Files.write(mark, old);
        try (BackupRegister register = open()) {
            assertTrue(register.find(FakeCabinet.of(5, SLICES).slice(0)).isEmpty());
            assertTrue(register.find(FakeCabinet.of(6, SLICES).slice(0)).isPresent());
        }
    }

    @Test
    void flippedBitsInTheTableNeverMakeAWrongAnswer() throws Exception {
        var random = new Random(1);
        long size = Files.size(table());
        for (int i = 0; i < 5000; i++) {
            flip(table(), random.nextLong(size));
        }
        int missed = 0;
        try (BackupRegister register = open()) {
            for (int number = 0; number < CABINETS; number++) {
                CabinetDirectory cabinet = FakeCabinet.of(number, SLICES);
                for (int i = 0; i < SLICES; i++) {
                    Optional<SliceLocation> answer = register.find(cabinet.slice(i));
                    assertTrue(answer.isEmpty() || answer.get().equals(new SliceLocation(number, i)));
                    missed += answer.isEmpty() ? 1 : 0;
                }
            }
        }
        assertTrue(missed < CABINETS * SLICES / 2, missed + " slices are unknown");
    }

    @Test
    void aShelfThatIsGoneOrCutIsNamed() throws Exception {
        Path shelf = folder.resolve("slices");
        cut(shelf, 1000);
        assertCode(Code.REGISTER_DAMAGED, this::open);
        Files.delete(shelf);
        assertTrue(assertCode(Code.REGISTER_DAMAGED, this::open).getMessage().contains("slices"));
    }

    @Test
    void aFlippedBitOnTheShelfIsNoticed() throws Exception {
        flip(folder.resolve("slices"), Shelf.START + 100);
        try (BackupRegister register = open()) {
            assertCode(Code.REGISTER_DAMAGED, () -> register.cabinet(0));
            assertEquals(FakeCabinet.of(1, SLICES), register.cabinet(1));
            assertTrue(register.find(FakeCabinet.of(0, SLICES).slice(3)).isEmpty());
        }
        Files.delete(table());
        assertCode(Code.REGISTER_DAMAGED, this::open);
    }

    @Test
    void aDamagedDatabaseIsNamedAndCanBeMadeAnew() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("database").resolve("seg0"))) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                for (long at = 4096; at < Files.size(path); at += 64) {
                    flip(path, at);
                }
            }
        }
        assertCode(Code.REGISTER_DAMAGED, this::readAll);
        makeAnew();
    }

    @Test
    void aDatabaseWithoutItsLogOrItsSettingsIsNamed() throws Exception {
        Files.delete(folder.resolve("database").resolve("service.properties"));
        assertCode(Code.REGISTER_DAMAGED, this::readAll);
        makeAnew();
        cut(folder.resolve("database").resolve("log").resolve("log.ctrl"), 3);
        assertCode(Code.REGISTER_DAMAGED, this::readAll);
    }

    private void readAll() throws BackupException {
        try (BackupRegister register = open()) {
            register.sessions();
            register.root(new SessionId(1));
            register.cabinet(0);
        }
    }

    private void makeAnew() throws IOException, BackupException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        try (BackupRegister register = open()) {
            assertEquals(List.of(), register.cabinets());
        }
    }

    @Test
    void aDatabaseThatIsGoneIsNoEmptyRegister() throws Exception {
        Files.move(folder.resolve("database"), temporary.resolve("elsewhere"));
        assertCode(Code.REGISTER_DAMAGED, this::open);
    }

    @Test
    void aFolderWithOtherFilesIsNoRegister() throws Exception {
        folder = temporary.resolve("photos");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a.jpg"), "a");
        assertCode(Code.REGISTER_DAMAGED, this::open);
        assertEquals("a", Files.readString(folder.resolve("a.jpg")));
    }

    @Test
    void makingOneThatWasCutShortStartsOver() throws Exception {
        Files.writeString(folder.resolve("unfinished"), "");
        Files.delete(folder.resolve("database").resolve("service.properties"));
        try (BackupRegister register = open()) {
            assertEquals(List.of(), register.cabinets());
            assertTrue(register.find(FakeCabinet.of(0, SLICES).slice(0)).isEmpty());
        }
        assertFalse(Files.exists(folder.resolve("unfinished")));
    }

    @Test
    void aRegisterOfANewerVersionSaysSo() throws Exception {
        try (Database database = Database.boot(folder.resolve("database"))) {
            database.call(connection -> Database.change(connection, "update register set version = 2",
                    Database.Parameters.NONE));
        }
        assertCode(Code.FORMAT_UNKNOWN, this::open);
    }

    @Test
    void twoUsersOfOneProcessAreKeptApart() throws Exception {
        try (BackupRegister register = open()) {
            assertCode(Code.DEVICE_IN_USE, this::open);
            assertTrue(register.find(FakeCabinet.of(0, SLICES).slice(0)).isPresent());
        }
        assertWhole();
    }

    @Test
    void severalRegistersCanBeOpenAtOnce() throws Exception {
        try (BackupRegister one = open(); BackupRegister other = new DerbyRegisters()
                .open(temporary.resolve("other"))) {
            assertEquals(0, other.add(FakeCabinet.of(0, 5)));
            assertTrue(one.find(FakeCabinet.of(0, 5).slice(0)).isPresent(), "the same ids, since the seed is the same");
            assertTrue(other.find(FakeCabinet.of(1, SLICES).slice(0)).isEmpty());
            assertEquals(1, one.sessions().size());
            assertEquals(List.of(), other.sessions());
        }
    }

    @Test
    void aFrameCutShortCountsAsNotKept() throws Exception {
        try (BackupRegister register = open()) {
            register.keepFrame(0, 0, new byte[1000]);
            register.keepFrame(0, 1, new byte[1000]);
        }
        Path frames = folder.resolve("frames").resolve("0");
        cut(frames, Files.size(frames) - 1);
        flip(frames, 500);
        try (BackupRegister register = open()) {
            assertTrue(register.frame(0, 0).isEmpty());
            assertTrue(register.frame(0, 1).isEmpty());
            register.keepFrame(0, 1, new byte[2000]);
        }
        try (BackupRegister register = open()) {
            assertEquals(2000, register.frame(0, 1).orElseThrow().length);
        }
    }

    @Test
    void nobodyElseMayLookIntoTheFolderAndNoLogIsLeftBehind() throws Exception {
        assertFalse(Files.exists(Path.of("derby.log")));
        assertFalse(Files.exists(folder.resolve("derby.log")));
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "this file system knows no permissions");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }
}
