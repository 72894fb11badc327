package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cabinet that is gone or damaged costs the files in it, which are named; all else comes back. */
class DamagedCabinetOsgiTest {

    @TempDir
    Path top;

    private Road road;
    private SessionReport session;
    /** The largest cabinet, with several big files in it. */
    private Path cabinet;

    @BeforeEach
    void backUpIntoSeveralCabinets() throws Exception {
        road = new Road(top);
        for (int i = 0; i < 12; i++) {
            TreeFixture.of(road.origin(), file("big-" + i, 3_000_000), dir("folder-" + i, file("small", 1_000 + i)));
        }
        road.create(CipherSuite.AES_128);
        session = road.backup();
        List<Path> cabinets = road.cabinets();
        assertTrue(cabinets.size() > 2, cabinets::toString);
        cabinet = cabinets.stream().max(Comparator.comparing(path -> path.toFile().length())).orElseThrow();
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void aMissingCabinetIsNamedAndTheRestComesBack() throws Exception {
        Files.delete(cabinet);
        assertTheRestComesBack();
    }

    @Test
    void aTruncatedCabinetIsNamedAndTheRestComesBack() throws Exception {
        try (FileChannel channel = FileChannel.open(cabinet, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 3);
        }
        assertTheRestComesBack();
    }

    @Test
    void anEmptyCabinetIsNamedAndTheRestComesBack() throws Exception {
        Files.write(cabinet, new byte[0]);
        assertTheRestComesBack();
    }

    @Test
    void oneFlippedBitIsNoticedAndTheRestComesBack() throws Exception {
        flipABit();
        Set<String> lost = assertTheRestComesBack();
        long big = lost.stream().filter(name -> name.startsWith("big-")).count();
        assertTrue(big <= 3, () -> "one frame is damaged, at most 6 MiB of neighbours, not all of " + lost);
    }

    @Test
    void afterALossTheNextBackupStoresWhatWasLost() throws Exception {
        Files.delete(cabinet);
        road.close();
        TreeFixture.remove(road.home());
        road.join();
        road.select(road.device());
        road.assertRoundTrip("out");
        SortedMap<String, String> before = TreeDigest.of(road.origin());
        assertEquals(before, TreeDigest.of(road.restore(session, "out-of-the-first")),
                "slices that are stored again make the older session whole");
    }

    private void flipABit() throws IOException {
        try (FileChannel channel = FileChannel.open(cabinet, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long place = 1_000_000;
            channel.read(one, place);
            one.put(0, (byte) (one.get(0) ^ 4)).flip();
            channel.write(one, place);
        }
    }

    /** Returns the files that did not come back, each of which is named. */
    private Set<String> assertTheRestComesBack() throws Exception {
        SessionReport report = road.tryRestore(session, top.resolve("out"));
        assertEquals(State.COMPLETED_WITH_ERRORS, report.state(), () -> road.troubles(report).toString());
        Set<String> named = new TreeSet<>();
        for (Trouble trouble : road.troubles(report)) {
            assertEquals(Code.ITEM_DAMAGED, trouble.code(), trouble::toString);
            Road.assertSays(trouble.detail(), "cabinet", cabinet.getFileName().toString().substring(0, 8));
            Path file = Path.of(road.device().source(Road.FILES).show(trouble.path()));
            assertFalse(Files.exists(road.restored("out").resolve(road.origin().relativize(file)),
                    LinkOption.NOFOLLOW_LINKS), () -> "half of " + file);
            named.add(road.origin().relativize(file).toString());
        }
        SortedMap<String, String> expected = TreeDigest.of(road.origin());
        named.forEach(expected::remove);
        assertEquals(expected, TreeDigest.of(road.restored("out")));
        assertEquals(named.size(), report.totals().errorCount());
        assertFalse(named.isEmpty());
        return named;
    }
}
