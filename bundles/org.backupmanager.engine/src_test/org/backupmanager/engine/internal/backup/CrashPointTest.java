package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.DiskTransport;
import org.backupmanager.testkit.DiskTransport.Fault;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 1: a session that was shown as Completed can be restored after a crash at any instant of any later run. The
 * long part: system properties {@code backupmanager.sessions} (of a history) and {@code backupmanager.pairs} (of
 * faults).
 */
class CrashPointTest {

    private static final int SESSIONS = Integer.getInteger("backupmanager.sessions", 3);
    /** More than one cabinet takes at first, in the long part. */
    private static final int NEW = SESSIONS > 3 ? 20_000_000 : 3_000_000;
    private static final int PAIRS = Integer.getInteger("backupmanager.pairs", 20);
    private static final Path OUT = Path.of("out");

    @TempDir
    Path scratch;

    @Test
    void everyCompletedSessionOutlivesAFaultAtEveryOperationOfTheStorage() throws Exception {
        long operations = countOperations();
        assertTrue(operations > 4 * SESSIONS, "a history worth breaking: " + operations);
        for (Fault fault : Fault.values()) {
            for (long operation = 2; operation <= operations; operation++) {
                breakAt(operation, fault);
            }
        }
        System.out.println("torture: crash points of a history of " + SESSIONS + " sessions: "
                + (operations - 1) * Fault.values().length);
    }

    /** The second fault hits whoever goes on after the first, on what the crash has left. */
    @Test
    void everyCompletedSessionOutlivesTwoFaults() throws Exception {
        long seed = Long.getLong("backupmanager.seed", System.nanoTime());
        var chance = new Random(seed);
        long operations = countOperations();
        for (int pair = 0; pair < PAIRS; pair++) {
            var source = new FakeSource();
            var completed = new ArrayList<Kept>();
            var disk = new DiskTransport();
            disk.failAt(2 + chance.nextLong(operations - 1), fault(chance));
            Bench bench = new Bench(disk, scratch).created();
            live(bench, source, completed);
            DiskTransport after = disk.crash();
            after.failAt(1 + chance.nextLong(operations), fault(chance));
            Bench elsewhere = bench.elsewhere(after);
            live(elsewhere, source, completed);
            Bench last = elsewhere.elsewhere(after.crash());
            String where = "pair " + pair + " of seed " + seed;
            backup(last, source, completed);
            for (Kept kept : completed) {
                assertRestores(last, kept, where);
            }
        }
        System.out.println("torture: pairs of faults: " + PAIRS);
    }

    private static Fault fault(Random chance) {
        return Fault.values()[chance.nextInt(Fault.values().length)];
    }

    private static void live(Bench bench, FakeSource source, List<Kept> completed) throws Exception {
        try {
            run(bench, source, completed);
        } catch (BackupException expected) {
            assertTrue(expected.code().name().startsWith("STORAGE_"), expected.toString());
        }
    }

    private long countOperations() throws Exception {
        var disk = new DiskTransport();
        run(new Bench(disk, scratch).created(), new FakeSource(), new ArrayList<>());
        return disk.operations();
    }

    private void breakAt(long operation, Fault fault) throws Exception {
        var disk = new DiskTransport();
        disk.failAt(operation, fault);
        var source = new FakeSource();
        var completed = new ArrayList<Kept>();
        var bench = new Bench(disk, scratch).created();
        live(bench, source, completed);
        String where = fault + " at operation " + operation;
        DiskTransport after = disk.crash();
        Bench elsewhere = bench.elsewhere(after);
        for (Kept kept : completed) {
            assertRestores(elsewhere, kept, where);
        }
        var next = new ArrayList<Kept>();
        source.tree().file("/a/last", bytes(99, 1_000));
        backup(elsewhere, source, next);
        assertRestores(elsewhere, next.getFirst(), where + ", next session");
    }

    /** A history: each session adds, changes and removes something. */
    private static void run(Bench bench, FakeSource source, List<Kept> completed) throws Exception {
        for (int session = 1; session <= SESSIONS; session++) {
            source.tree().file("/a/changing", bytes(session, 20_000))
                    .file("/a/" + session + "/new", bytes(10 + session, NEW))
                    .remove("/a/" + (session - 1) + "/new");
            backup(bench, source, completed);
        }
    }

    private static void backup(Bench bench, FakeSource source, List<Kept> completed) throws Exception {
        SessionReport report = bench.backup(source, "/a");
        assertEquals(State.COMPLETED, report.state());
        completed.add(new Kept(report, contents(source.tree())));
    }

    private static void assertRestores(Bench bench, Kept kept, String where) throws Exception {
        var target = new FakeSource();
        SessionReport listed = bench.depot.register().sessions().stream()
                .filter(report -> report.id().equals(kept.report.id()))
                .findFirst().orElseThrow(() -> new AssertionError("session " + kept.report.id() + " is gone: "
                        + where));
        assertEquals(State.COMPLETED, bench.restore(target, listed, Optional.of(OUT)).state(), where);
        var restored = contents(target.restoredTo(OUT));
        assertEquals(kept.contents.keySet(), restored.keySet(), where);
        kept.contents.forEach((path, content) -> assertArrayEquals(content, restored.get(path), where + ": " + path));
    }

    private static TreeMap<String, byte[]> contents(FakeTree tree) {
        var contents = new TreeMap<String, byte[]>();
        for (String path : tree.paths()) {
            contents.put(path, tree.content(path));
        }
        return contents;
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private record Kept(SessionReport report, TreeMap<String, byte[]> contents) {
    }
}
