package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.SessionReport;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and a restore from one end to the other, with everything that is real. */
class BackupRestoreRoadOsgiTest {

    @TempDir
    Path top;

    private Road road;

    @BeforeEach
    void begin() {
        road = new Road(top);
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void everyKindOfFileComesBackEqual() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "others may not read every file");
        TreeFixture.everything(road.origin());
        road.create(CipherSuite.AES_128);
        road.assertRoundTrip("out");
    }

    @Test
    void aSecondBackupReadsAndSendsNothing() throws Exception {
        TreeFixture.of(road.origin(), file("a", 300_000), dir("b", file("c", 0), file("d", 5)));
        road.create(CipherSuite.AES_128);
        SessionReport first = road.backup();
        long stored = road.storedBytes();
        SessionReport second = road.backup();
        assertEquals(0, second.totals().processedCount());
        assertEquals(0, second.totals().processedSize());
        assertEquals(first.totals().selectedCount(), second.totals().selectedCount());
        road.assertNothingWasSent(stored);
        assertTrue(TreeDigest.differences(road.origin(), road.restore(second, "out")).isEmpty());
    }

    @Test
    void bothSessionsComeBackAfterAChange() throws Exception {
        TreeFixture.of(road.origin(), file("kept", 2_000_000), file("changed", 700_000), file("removed", 10),
                dir("folder", file("moved", 50_000)));
        road.create(CipherSuite.AES_128);
        SessionReport first = road.backup();
        SortedMap<String, String> before = TreeDigest.of(road.origin());

        Files.write(road.origin().resolve("changed"), TreeFixture.bytes(9, 800_000));
        Files.delete(road.origin().resolve("removed"));
        Files.move(road.origin().resolve("folder/moved"), road.origin().resolve("moved"));
        TreeFixture.of(road.origin(), file("new", 20_000));
        SessionReport second = road.backup();

        assertEquals(before, TreeDigest.of(road.restore(first, "out-1")));
        assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(second, "out-2")));
        assertTrue(second.totals().processedSize() < 1_000_000, "what did not change is not read again");
        assertTrue(second.totals().removedCount() > 0);
    }

    @Test
    void aes128ComesBackEqual() throws Exception {
        assertComesBackEqual(CipherSuite.AES_128);
    }

    @Test
    void aes256ComesBackEqual() throws Exception {
        assertComesBackEqual(CipherSuite.AES_256);
    }

    @Test
    void blowfish448ComesBackEqual() throws Exception {
        assertComesBackEqual(CipherSuite.BLOWFISH_448);
    }

    /** After a new start too, and on a machine that knows the storage and the passphrase only. */
    private void assertComesBackEqual(CipherSuite cipher) throws Exception {
        TreeFixture.of(road.origin(), file("big", 5_000_000), file("small", 500), dir("empty"));
        road.create(cipher);
        road.assertRoundTrip("out");
        road.close();
        assertEquals(cipher, road.open().cipher());
        SessionReport session = road.restorable().getFirst();
        assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(session, "again")));
        road.close();
        TreeFixture.remove(road.home());
        assertEquals(cipher, road.join().cipher());
        assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(session, "elsewhere")));
    }
}
