package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of 20 cabinets and 2 parity objects in a real folder, of which some are lost and some damaged. */
class UpkeepOsgiTest {

    private static final int MOST_SESSIONS = 30;

    @TempDir
    Path top;

    private final Random chance = new Random(7);
    private final List<SessionReport> sessions = new ArrayList<>();
    private final List<SortedMap<String, String>> trees = new ArrayList<>();
    private Road road;

    @BeforeEach
    void backUpUntilThereIsAGroup() throws Exception {
        road = new Road(top);
        road.create(CipherSuite.AES_128).idleWork().begin();
        while (!Files.exists(road.storage().resolve("ann.pc/parity"))) {
            assertTrue(sessions.size() < MOST_SESSIONS, "no group was formed");
            TreeFixture.of(road.origin(), TreeFixture.file("file-" + sessions.size(), 50_000));
            sessions.add(road.backup());
            trees.add(TreeDigest.of(road.origin()));
            Await.until("parity is made", () -> !road.device().idleWork().isRunning());
        }
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void twoOfTwentyTwoObjectsAreLostAndParityBringsThemBack() throws Exception {
        List<Path> cabinets = road.cabinets();
        Files.delete(cabinets.get(2));
        Files.delete(cabinets.get(13));
        assertEquals(State.COMPLETED_WITH_ERRORS, verify().state());
        assertHealed(repair(Optional.empty()), List.of(cabinets.get(2), cabinets.get(13)));
        assertEverythingRestores();
    }

    @Test
    void twoAreLostAndAPercentOfTheBytesOfSixOthersIsFlippedAndACopyHealsThem() throws Exception {
        Path copy = copyOf(road.storage());
        List<Path> cabinets = road.cabinets();
        Files.delete(cabinets.get(0));
        Files.delete(cabinets.get(1));
        for (Path cabinet : cabinets.subList(2, 8)) {
            flipOneInAHundred(cabinet);
        }
        TreeFixture.remove(road.origin());
        assertEquals(State.COMPLETED_WITH_ERRORS, verify().state());
        assertHealed(repair(Optional.of(copy.toString())), cabinets.subList(0, 8));
        assertEverythingRestores();
    }

    @Test
    void aPercentOfTheBytesIsFlippedAndTheFilesHealThemWhereNobodyVerified() throws Exception {
        List<Path> cabinets = road.cabinets();
        for (Path cabinet : cabinets.subList(0, 6)) {
            flipOneInAHundred(cabinet);
        }
        assertHealed(repair(Optional.empty()), cabinets.subList(0, 6));
        assertEverythingRestores();
    }

    private void assertHealed(SessionReport repaired, List<Path> cabinets) {
        List<Trouble> troubles = road.troubles(repaired);
        assertEquals(Set.of(Code.HEALED), Set.copyOf(troubles.stream().map(Trouble::code).toList()),
                troubles::toString);
        assertEquals(cabinets.size(), troubles.size(), troubles::toString);
        for (Path cabinet : cabinets) {
            assertTrue(troubles.toString().contains(cabinet.getFileName().toString()), troubles::toString);
        }
    }

    private void assertEverythingRestores() throws Exception {
        SessionReport verified = verify();
        assertEquals(State.COMPLETED, verified.state(), () -> road.troubles(verified).toString());
        for (int i = 0; i < sessions.size(); i++) {
            assertEquals(trees.get(i), TreeDigest.of(road.restore(sessions.get(i), "out-" + i)));
        }
    }

    private Path copyOf(Path storage) throws Exception {
        Path copy = top.resolve("copy");
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(storage.relativize(file).toString()));
            }
        }
        return copy;
    }

    private void flipOneInAHundred(Path cabinet) throws Exception {
        byte[] bytes = Files.readAllBytes(cabinet);
        for (int i = 0; i < bytes.length / 100; i++) {
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 + chance.nextInt(255));
        }
        Files.delete(cabinet);
        Files.write(cabinet, bytes);
    }

    private SessionReport verify() throws Exception {
        return road.device().sessions().startVerify(VerifyPlan.EVERYTHING).await();
    }

    private SessionReport repair(Optional<String> copy) throws Exception {
        SessionReport report = road.device().sessions().startRepair(new RepairPlan(true, copy)).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        return report;
    }
}
