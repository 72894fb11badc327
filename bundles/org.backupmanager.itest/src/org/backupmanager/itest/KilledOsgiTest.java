package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.Device;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed with SIGKILL in the middle of a backup, at instants that chance picks. How many is the
 * system property {@code backupmanager.kills}; which instants, {@code backupmanager.seed}.
 */
class KilledOsgiTest {

    private static final int KILLS = Integer.getInteger("backupmanager.kills", 15);
    private static final long SEED = Long.getLong("backupmanager.seed", System.nanoTime());
    private static final int QUICK_FILES = 14;
    private static final int SMALL_FILES = 40;
    /** More than their content may be stored for the files of a round: directories, rounded sizes. */
    private static final double ROUNDED = 1.06;

    @TempDir
    Path top;

    private Road road;
    private final Random chance = new Random(SEED);
    /** How the origin was in each session that can be restored. */
    private final Map<SessionId, SortedMap<String, String>> trees = new TreeMap<>();
    private SlowOrigin origin;
    private int interrupted;
    private int withCabinets;
    private long kept;

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void whateverTheInstantCompletedSessionsStayAndTheNextBackupContinues() throws Exception {
        road = new Road(top);
        origin = new SlowOrigin(road, QUICK_FILES);
        change(0);
        Device device = road.create(CipherSuite.AES_128);
        origin.choose(device);
        // A process in the background that makes parity would take the next backup over, and the wrong one be killed
        device.set("Parity", "Off");
        road.close();
        long usual = usualMillis();
        for (int i = 1; i <= KILLS; i++) {
            change(i);
            long before = road.storedBytes();
            killBackup(i, before, usual);
            assertNextBackupContinues(before);
        }
        road.open();
        assertEquals(trees.keySet(), Set.copyOf(road.restorable().stream().map(SessionReport::id).toList()));
        for (SessionReport session : road.restorable()) {
            assertEquals(trees.get(session.id()), TreeDigest.of(road.restore(session, "out")), this::story);
            TreeFixture.remove(top.resolve("out"));
        }
        System.out.println(story());
        assertTrue(kept > 0, this::story);
    }

    private String story() {
        return KILLS + " kills with seed " + SEED + ": " + interrupted + " sessions interrupted, of which "
                + withCabinets + " had stored " + kept + " bytes; " + (trees.size() - 1 - KILLS) + " committed";
    }

    /** All big files are others than before, and some small ones are new. */
    private void change(int round) throws IOException {
        origin.make(round);
        for (int i = 0; i < SMALL_FILES; i++) {
            TreeFixture.of(road.origin(), dir("folder-" + round % 3, file("small-" + round + "-" + i, 500 + i)));
        }
    }

    /** How long a backup takes from holding the device to the end of the session. */
    private long usualMillis() throws Exception {
        Instant begin;
        try (var process = backup()) {
            process.awaitHold();
            begin = Instant.now();
            assertEquals(0, process.await(), process::said);
        }
        road.open();
        noteSessions();
        assertEquals(1, trees.size());
        Instant end = road.restorable().getFirst().end().orElseThrow();
        road.close();
        return Duration.between(begin, end).toMillis();
    }

    private CommandLineProcess backup() throws IOException {
        return new CommandLineProcess(top.resolve("process"), road.home(), "control.backup.start", "-wait");
    }

    /** In turn: at any instant, soon after the first cabinet of the session was stored, about when it is committed. */
    private void killBackup(int round, long storedBefore, long usual) throws Exception {
        try (var process = backup()) {
            process.awaitHold();
            switch (round % 3) {
                case 0 -> process.endsWithin(chance.nextLong(usual));
                case 1 -> {
                    Await.until("a cabinet is stored", () -> road.storedBytes() > storedBefore || !process.isAlive());
                    process.endsWithin(chance.nextLong(usual / 4));
                }
                default -> process.endsWithin(usual * 8 / 10 + chance.nextLong(usual * 4 / 10));
            }
            process.kill();
        }
    }

    /** What an interrupted session has stored is not stored again. */
    private void assertNextBackupContinues(long before) throws Exception {
        long atKill = road.storedBytes();
        int interruptedBefore = interrupted;
        road.open();
        noteSessions();
        if (interrupted > interruptedBefore && atKill > before) {
            withCabinets++;
            kept += atKill - before;
        }
        origin.speedUp(road.device());
        road.backup();
        origin.slowDown(road.device());
        noteSessions();
        road.close();
        long content = origin.content() + SMALL_FILES * 500;
        long stored = road.storedBytes() - before;
        assertTrue(stored < content * ROUNDED, () -> stored + " bytes stored for " + content + ". " + story());
    }

    /** Sessions that are new since the last time hold the origin as it is now. */
    private void noteSessions() throws IOException {
        SortedMap<String, String> now = TreeDigest.of(road.origin());
        road.restorable().forEach(session -> trees.putIfAbsent(session.id(), now));
        List<State> states = road.device().sessions().reports().stream().map(SessionReport::state).toList();
        assertFalse(states.contains(State.IN_PROCESS), states::toString);
        interrupted = (int) states.stream().filter(State.INTERRUPTED::equals).count();
    }
}
