package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Selection;
import org.backupmanager.session.Device;
import org.backupmanager.testkit.LoopFileSystem;
import org.backupmanager.testkit.TreeDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Backup Accelerator on a real btrfs. Needs root; elsewhere it is skipped. */
class AcceleratorOsgiTest {

    private static final int MIB = 1 << 20;
    private static final int SIZE = 128 * MIB;
    private static final int PLACES = 3;
    private static final int PAGE = 4096;
    private static final int ROUNDS = 4;
    @TempDir
    Path top;

    /** What backups of one device have cost. */
    private static final class Cost {
        private final Road road;
        private long read;
        private long sent;

        Cost(Road road) {
            this.road = road;
        }

        void backUp() throws Exception {
            long before = bytesRead();
            sent += road.backup().totals().sentSize();
            read += bytesRead() - before;
        }

        /** By this process, from wherever. */
        private static long bytesRead() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/io")).stream().filter(line -> line.startsWith("rchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(7))).sum();
        }
    }

    @Test
    void whatItSparesOfReadingIsNotPaidForInSending() throws Exception {
        Optional<LoopFileSystem> made = LoopFileSystem.btrfs(8 * SIZE / MIB);
        assumeTrue(made.isPresent(), "needs root, mkfs.btrfs and loop devices");
        try (var disk = made.get(); var one = new Road(top.resolve("one")); var two = new Road(top.resolve("two"))) {
            Path file = Files.createDirectory(disk.root().resolve("a")).resolve("file");
            write(file);
            Device device = one.create(CipherSuite.AES_128);
            device.select(Road.FILES, Selection.of(device.source(Road.FILES).parse(file.getParent().toString())));
            one.backup();
            copy(one, two);
            two.device().set("BackupAccelerator", "Off");
            var with = new Cost(one);
            var without = new Cost(two);
            for (int round = 0; round < ROUNDS; round++) {
                change(file, round);
                with.backUp();
                without.backUp();
            }
            String figures = "Backup Accelerator, " + ROUNDS + " times " + PLACES + " places of " + PAGE + " bytes in "
                    + SIZE + ": " + with.read + " read and " + with.sent + " sent, without it " + without.read + " and "
                    + without.sent;
            System.out.println(figures);
            assertTrue(without.read >= (long) ROUNDS * SIZE && with.read < without.read / 2, figures);
            assertTrue(Math.abs(with.sent - without.sent) < without.sent / 3, figures);
            assertFullReadSendsLittle(one, with.sent);
            one.tryRestore(one.restorable().getLast(), top.resolve("back"));
            assertEquals(TreeDigest.of(file.getParent()), TreeDigest.of(Path.of(top.resolve("back") + "/"
                    + file.getParent())));
        }
    }

    /** The same device once more, with the same keys, so that it cuts at the same places. */
    private static void copy(Road from, Road to) throws Exception {
        from.close();
        assertTrue(LoopFileSystem.run("cp", "-a", from.top.toString(), to.top.toString()));
        Path config = to.home().resolve("config.ini");
        Files.writeString(config, Files.readString(config).replace(from.storage().toString(),
                to.storage().toString()));
        from.open();
        to.open();
    }

    /** Once it is switched off, what it helped to store is read again: it was not cut otherwise. */
    private static void assertFullReadSendsLittle(Road road, long before) throws Exception {
        road.device().set("BackupAccelerator", "Off");
        var full = new Cost(road);
        full.backUp();
        System.out.println("a full read after it: " + full.read + " read and " + full.sent + " sent");
        assertTrue(full.read >= SIZE, full.read + " bytes read");
        // a change now and then makes a cut of its own, and the slices behind it are others in a full read
        assertTrue(full.sent < before / 3, full.sent + " bytes sent by a full read after " + before);
    }

    private static void write(Path file) throws IOException {
        var chance = new Random(1);
        byte[] bytes = new byte[MIB];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SIZE / MIB; i++) {
                chance.nextBytes(bytes);
                channel.write(ByteBuffer.wrap(bytes));
            }
        }
    }

    private static void change(Path file, int round) throws IOException {
        var chance = new Random(100 + round);
        byte[] bytes = new byte[PAGE];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < PLACES; i++) {
                chance.nextBytes(bytes);
                channel.write(ByteBuffer.wrap(bytes), (long) chance.nextInt(SIZE / PAGE) * PAGE);
            }
        }
    }
}
