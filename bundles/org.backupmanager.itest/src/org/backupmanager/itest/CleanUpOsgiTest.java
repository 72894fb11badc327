package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.CleanUp;
import org.backupmanager.session.CleanUp.Outcome;
import org.backupmanager.session.CleanUp.Removed;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session is removed, brought back, removed for good; its room comes back and nothing else goes. */
class CleanUpOsgiTest {

    private static final int BIG = 3_000_000;

    @TempDir
    Path top;

    private Road road;
    private Device device;
    private CleanUp cleanUp;

    @BeforeEach
    void makeDevice() throws Exception {
        road = new Road(top);
        device = road.create(CipherSuite.AES_128);
        cleanUp = device.cleanUp();
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void whatOnlyARemovedSessionNeedsIsFreedAndAllOthersRestoreEqual() throws Exception {
        TreeFixture.of(road.origin(), TreeFixture.file("kept", BIG));
        SessionReport first = road.backup();
        var treeOfFirst = TreeDigest.of(road.origin());
        TreeFixture.of(road.origin(), TreeFixture.file("passing", BIG + 1));
        SessionReport passing = road.backup();
        var treeOfPassing = TreeDigest.of(road.origin());
        Files.delete(road.origin().resolve("passing"));
        TreeFixture.of(road.origin(), TreeFixture.file("last", BIG + 2));
        SessionReport last = road.backup();
        var treeOfLast = TreeDigest.of(road.origin());
        device.set("QuarantineDays", "0");

        cleanUp.remove(List.of(passing.id()), false);
        assertFalse(road.restorable().stream().anyMatch(session -> session.id().equals(passing.id())));
        assertEquals(List.of(passing.id()), cleanUp.removed().stream().map(Removed::report).map(SessionReport::id)
                .toList());
        cleanUp.undelete(List.of(passing.id()));
        assertEquals(treeOfPassing, TreeDigest.of(road.restore(passing, "undeleted")));

        cleanUp.remove(List.of(passing.id()), false);
        long before = road.storedBytes();
        Outcome preview = cleanUp.run(true, Progress.NONE);
        assertEquals(List.of(passing.id()), preview.purged());
        assertEquals(before, road.storedBytes());
        assertEquals(List.of(passing.id()), cleanUp.run(false, Progress.NONE).purged());
        Outcome freed = cleanUp.run(false, Progress.NONE);
        assertTrue(freed.freed().bytes() > BIG, () -> freed.toString());
        assertTrue(road.storedBytes() < before - BIG, () -> before + " bytes became " + road.storedBytes());
        assertEquals(List.of(), cleanUp.removed());

        assertEquals(treeOfFirst, TreeDigest.of(road.restore(first, "first")));
        assertEquals(treeOfLast, TreeDigest.of(road.restore(last, "last")));
        road.assertRoundTrip("next");
        road.close();
        road = new Road(Files.createDirectories(top.resolve("elsewhere")));
        try (Device joined = road.devices.join(road.home(), Road.NAME, top.resolve("storage").toString(),
                Road.PASSPHRASE.toCharArray(), Progress.NONE)) {
            assertEquals(3, joined.sessions().reports().size());
            SessionReport again = joined.sessions().startRestore(Road.plan(last, road.top.resolve("out"))).await();
            assertEquals(SessionReport.State.COMPLETED, again.state());
        }
    }
}
