package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RepairPlan;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of 20 cabinets and 2 parity objects in a real folder, damaged in each way that a repair heals from. */
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
        road.create(CipherSuite.AES_128);
        while (!Files.exists(road.storage().resolve("ann.pc/parity"))) {
            assertTrue(sessions.size() < MOST_SESSIONS, "no group was formed");
            TreeFixture.of(road.origin(), TreeFixture.file("file-" + sessions.size(), 50_000));
            sessions.add(road.backup());
            trees.add(TreeDigest.of(road.origin()));
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
        SessionReport repaired = repair(Optional.empty());
        assertEquals(List.of(Code.HEALED, Code.HEALED), codes(repaired));
        String told = road.troubles(repaired).toString();
        assertTrue(told.contains(name(cabinets.get(2))) && told.contains(name(cabinets.get(13))), told);
        assertEverythingRestores();
    }

    @Test
    void oneByteInAHundredOfAllOthersIsWrongTooAndACopyBringsThemBack() throws Exception {
        Path copy = top.resolve("copy");
        copyTree(road.storage(), copy);
        List<Path> cabinets = road.cabinets();
        Files.delete(cabinets.get(0));
        Files.delete(cabinets.get(1));
        for (Path cabinet : cabinets.subList(2, cabinets.size())) {
            spoil(cabinet);
        }
        TreeFixture.remove(road.origin());
        repair(Optional.of(copy.toString()));
        assertEverythingRestores();
    }

    @Test
    void oneByteInAHundredIsWrongEverywhereAndTheFilesBringItBack() throws Exception {
        for (Path cabinet : road.cabinets()) {
            spoil(cabinet);
        }
        repair(Optional.empty());
        assertEverythingRestores();
    }

    private void assertEverythingRestores() throws Exception {
        SessionReport verified = verify();
        assertEquals(State.COMPLETED, verified.state(), () -> road.troubles(verified).toString());
        for (int i = 0; i < sessions.size(); i += 5) {
            assertEquals(trees.get(i), TreeDigest.of(road.restore(sessions.get(i), "out-" + i)));
        }
    }

    private SessionReport verify() throws Exception {
        return road.device().sessions().startVerify(VerifyPlan.EVERYTHING).await();
    }

    private SessionReport repair(Optional<String> copy) throws Exception {
        SessionReport report = road.device().sessions().startRepair(new RepairPlan(true, copy)).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        return report;
    }

    private List<Code> codes(SessionReport report) {
        return road.troubles(report).stream().map(Trouble::code).toList();
    }

    private static String name(Path cabinet) {
        return cabinet.getFileName().toString();
    }

    private void spoil(Path cabinet) throws IOException {
        byte[] bytes = Files.readAllBytes(cabinet);
        for (int i = 0; i < bytes.length / 100; i++) {
            bytes[chance.nextInt(bytes.length)] ^= (byte) (1 + chance.nextInt(255));
        }
        Files.write(cabinet, bytes);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
