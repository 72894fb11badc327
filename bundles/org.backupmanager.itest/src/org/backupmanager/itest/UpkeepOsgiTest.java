package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

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

/** A group of 20 cabinets and 2 parity objects in a real folder, of which two are lost. */
class UpkeepOsgiTest {

    private static final int MOST_SESSIONS = 30;

    @TempDir
    Path top;

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
        SessionReport repaired = repair();
        assertEquals(List.of(Code.HEALED, Code.HEALED), codes(repaired));
        String told = road.troubles(repaired).toString();
        assertTrue(told.contains(name(cabinets.get(2))) && told.contains(name(cabinets.get(13))), told);
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

    private SessionReport repair() throws Exception {
        SessionReport report = road.device().sessions().startRepair(new RepairPlan(true, Optional.empty())).await();
        assertEquals(State.COMPLETED, report.state(), () -> road.troubles(report).toString());
        return report;
    }

    private List<Code> codes(SessionReport report) {
        return road.troubles(report).stream().map(Trouble::code).toList();
    }

    private static String name(Path cabinet) {
        return cabinet.getFileName().toString();
    }
}
