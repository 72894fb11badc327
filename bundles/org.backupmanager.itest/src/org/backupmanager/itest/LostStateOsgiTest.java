package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.SessionReport;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine keeps for itself can be lost or damaged: the storage and the passphrase bring everything back. */
class LostStateOsgiTest {

    @TempDir
    Path top;

    private Road road;
    /** How the origin was when each session was made. */
    private final List<SortedMap<String, String>> trees = new ArrayList<>();
    private List<SessionReport> sessions;

    @BeforeEach
    void backUpThreeTimes() throws Exception {
        road = new Road(top);
        TreeFixture.of(road.origin(), file("big", 3_000_000), file("small", 700), dir("folder", file("x", 20)));
        road.create(CipherSuite.AES_128);
        for (int i = 0; i < 3; i++) {
            TreeFixture.of(road.origin(), file("new-" + i, 100_000 + i));
            road.backup();
            trees.add(TreeDigest.of(road.origin()));
        }
        sessions = road.restorable();
        road.close();
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void aMachineThatNeverSawTheDeviceOpensItFromItsStorage() throws Exception {
        TreeFixture.remove(road.home());
        road.join();
        assertEverythingIsBack();
        road.select(road.device());
        SessionReport next = road.backup();
        assertEquals(0, next.totals().processedCount(), "the sessions from before are what the next one compares with");
    }

    @Test
    void aRegisterThatWasDeletedIsRebuilt() throws Exception {
        TreeFixture.remove(road.home().resolve("register"));
        road.open();
        assertEverythingIsBack();
        assertNothingIsSentAgain();
    }

    @Test
    void aRegisterWithTruncatedFilesIsRebuilt() throws Exception {
        for (Path file : registerFiles()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }
        road.open();
        assertEverythingIsBack();
        assertNothingIsSentAgain();
    }

    @Test
    void aRegisterWithFlippedBytesIsRebuilt() throws Exception {
        for (Path file : registerFiles()) {
            flipEveryNow(file);
        }
        road.open();
        assertEverythingIsBack();
        assertNothingIsSentAgain();
    }

    @Test
    void aRegisterWhoseFilesAreAllEmptyIsRebuilt() throws Exception {
        for (Path file : registerFiles()) {
            Files.write(file, new byte[0]);
        }
        road.open();
        assertEverythingIsBack();
        assertNothingIsSentAgain();
    }

    private List<Path> registerFiles() throws IOException {
        try (Stream<Path> files = Files.walk(road.home().resolve("register"))) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertTrue(found.size() > 5, "the register is somewhere else: " + found);
            return found;
        }
    }

    private static void flipEveryNow(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 100; i < bytes.length; i += 1_000) {
            bytes[i] ^= 0x40;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    private void assertEverythingIsBack() throws Exception {
        List<SessionReport> found = road.restorable();
        assertEquals(sessions, found);
        for (int i = 0; i < trees.size(); i++) {
            assertEquals(trees.get(i), TreeDigest.of(road.restore(found.get(i), "out-" + i)));
        }
    }

    private void assertNothingIsSentAgain() throws Exception {
        long stored = road.storedBytes();
        SessionReport next = road.backup();
        assertEquals(0, next.totals().processedCount());
        road.assertNothingWasSent(stored);
    }
}
