package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Mask;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.OutdatedFiles;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person may choose of a restore, on real files. */
class RestoreChoicesOsgiTest {

    @TempDir
    Path top;

    private Road road;
    private SessionReport session;

    @BeforeEach
    void backUp() throws Exception {
        road = new Road(top);
        TreeFixture.of(road.origin(), file("a.txt", 3_000_000), dir("folder", file("b.txt", 500), file("c.bin", 9)));
        Files.createLink(road.origin().resolve("again.txt"), road.origin().resolve("a.txt"));
        road.create(CipherSuite.AES_128);
        session = road.backup();
    }

    @AfterEach
    void end() {
        road.close();
    }

    private SessionReport restore(Choices choices) throws Exception {
        SessionReport report = road.device().sessions()
                .startRestore(Road.plan(session, top.resolve("out")).with(choices)).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        return report;
    }

    private static Choices check(OutdatedFiles policy) {
        return new Choices(List.of(), Optional.of(policy), false);
    }

    private static Object inode(Path file) throws Exception {
        return Files.getAttribute(file, "unix:ino");
    }

    @Test
    void whatIsRightAlreadyStaysTheSameFileAndTheRestIsPutRight() throws Exception {
        Path out = road.restore(session, "out");
        Path right = out.resolve("a.txt");
        Path touched = out.resolve("folder/b.txt");
        Path wrong = out.resolve("folder/c.bin");
        Object rightFile = inode(right);
        Object touchedFile = inode(touched);
        Object wrongFile = inode(wrong);
        Files.setLastModifiedTime(touched, FileTime.fromMillis(1));
        Files.write(wrong, new byte[] {1});

        SessionReport again = restore(check(OutdatedFiles.CHECK_ALL));

        assertEquals(List.of(), TreeDigest.differences(road.origin(), out));
        assertEquals(rightFile, inode(right));
        assertEquals(rightFile, inode(out.resolve("again.txt")));
        assertEquals(touchedFile, inode(touched), "only its time was wrong");
        assertNotEquals(wrongFile, inode(wrong));
        assertEquals(9, again.totals().processedSize());
    }

    @Test
    void whatIsThereStaysAndHardLinksKeepTogetherUnderTheirNewNames() throws Exception {
        Path out = road.restored("out");
        TreeFixture.of(out, file("a.txt", 10), dir("again.txt"));
        byte[] mine = Files.readAllBytes(out.resolve("a.txt"));
        restore(new Choices(List.of(), Optional.empty(), true));
        assertArrayEquals(mine, Files.readAllBytes(out.resolve("a.txt")));
        assertTrue(Files.isDirectory(out.resolve("again.txt")));
        List<Path> restored;
        try (Stream<Path> names = Files.list(out)) {
            restored = names.filter(path -> path.toString().contains("_restored_")).sorted().toList();
        }
        assertEquals(2, restored.size(), restored::toString);
        assertEquals(inode(restored.getFirst()), inode(restored.getLast()));
        assertArrayEquals(Files.readAllBytes(road.origin().resolve("a.txt")),
                Files.readAllBytes(restored.getFirst()));
        try (Stream<Path> names = Files.walk(out)) {
            assertEquals(0, names.filter(path -> path.toString().contains(".bmrestore-")).count());
        }
    }

    @Test
    void aMaskBringsBackWhatFitsIt() throws Exception {
        restore(new Choices(List.of(Mask.of("*.bin")), Optional.empty(), false));
        Path out = road.restored("out");
        assertArrayEquals(new String[] {"folder"}, out.toFile().list());
        assertArrayEquals(new String[] {"c.bin"}, out.resolve("folder").toFile().list());
    }
}
