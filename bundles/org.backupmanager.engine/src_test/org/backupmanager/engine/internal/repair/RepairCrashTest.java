package org.backupmanager.engine.internal.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.parity.ParityScheme;
import org.backupmanager.engine.internal.repair.RepairTask.Origin;
import org.backupmanager.engine.internal.run.CancelPoint;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.verify.VerifyRun;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.DiskTransport;
import org.backupmanager.testkit.DiskTransport.Fault;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;
import org.backupmanager.testkit.ForwardingTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repair that ends anywhere makes nothing worse, and the next one finishes: cabinets that heal from parity and from
 * the files, a damaged and a lost root, a damaged part of the register.
 */
class RepairCrashTest {

    private static final ParityScheme SCHEME = new ParityScheme(6, 2);
    private static final Path OUT = Path.of("out");
    /** As many threads as there may be read at the same moment. */
    private static final int MOST_AFTER_CANCEL = 8;

    @TempDir
    Path scratch;

    private final DiskTransport whole = new DiskTransport();
    private final FakeSource source = new FakeSource();
    private final Map<SessionId, TreeMap<String, byte[]>> sessions = new TreeMap<>();
    private Bench first;
    private Set<String> before;

    /** One machine with one disk, damaged. */
    private final class Ward implements AutoCloseable {
        final Bench bench;
        final Home home;

        Ward(Bench bench, String name) throws Exception {
            home = Home.hold(scratch.resolve(name), "test");
            this.bench = bench.in(home);
        }

        SessionReport repair(StorageTransport storage, RunProgress progress) throws Exception {
            Depot known = bench.depot;
            var depot = new Depot(known.vault(), storage, known.register(), known.names(), known.damages(),
                    known.attendance());
            SessionReport begun = bench.begin(SessionReport.ALL, Type.REPAIR);
            var troubles = new TroubleLog(known.register(), begun.id(), progress, bench.clock);
            var origins = List.of(new Origin(source, Bench.selection("/a"), List.of()));
            var task = new RepairTask(begun, true, Optional.empty(), new ParityGroups(depot, home, bench.chance),
                    Optional.of(SCHEME), origins, Bench.SETTINGS, scratch, home);
            return new RepairRun(depot.within(progress::endIfCancelled), task, progress, troubles, bench.clock,
                    bench.chance).run();
        }

        void assertHealed(String where) throws Exception {
            SessionReport repaired = repair(bench.depot.storage(), new RunProgress());
            assertEquals(State.COMPLETED, repaired.state(), () -> where + ": " + troubles(repaired));
            SessionReport begun = bench.begin(SessionReport.ALL, Type.VERIFY);
            var progress = new RunProgress();
            var task = new VerifyTask(begun, new VerifyPlan(100, 0, 0, true), home,
                    new ParityGroups(bench.depot, home, bench.chance));
            SessionReport verified = new VerifyRun(bench.depot, task, progress,
                    new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock), bench.clock).run();
            assertEquals(State.COMPLETED, verified.state(), () -> where + ": " + troubles(verified));
            assertEquals(everything(), restorable(bench.depot.storage()), where);
        }

        private String troubles(SessionReport report) {
            try {
                return bench.troubles(report).toString();
            } catch (BackupException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            home.close();
        }
    }

    @BeforeEach
    void storeSomeSessions() throws Exception {
        first = new Bench(whole, scratch);
        first.depot.storage().put(first.depot.names().vault(), first.vault.lock("test".toCharArray()));
        for (int number = 0; first.depot.register().cabinets().size() < 8; number++) {
            source.tree().file("/a/" + number, bytes(number, 30_000));
            SessionReport report = first.backup(source, "/a");
            assertEquals(State.COMPLETED, report.state());
            sessions.put(report.id(), contents(source.tree()));
            if (first.depot.register().cabinets().size() == 6) {
                protect();
            }
        }
        DiskTransport damaged = whole.copy();
        damage(damaged);
        before = restorable(damaged);
        assertTrue(before.size() < everything().size(), "something is lost");
    }

    private void protect() throws Exception {
        try (Home home = Home.hold(scratch.resolve("first"), "test")) {
            assertEquals(1, new ParityGroups(first.depot, home, first.chance).form(SCHEME, () -> { }));
        }
    }

    /** One of content is lost and one of folders spoilt, which parity heals, and one that is in no group. */
    private void damage(DiskTransport disk) throws Exception {
        disk.lose(cabinets(Kind.CONTENT).getFirst());
        for (ObjectName spoilt : List.of(cabinets(Kind.DIRECTORY).getFirst(), cabinets(Kind.CONTENT).getLast())) {
            for (long bit = 300; bit < 8 * disk.size(spoilt); bit += 800) {
                disk.flip(spoilt, bit);
            }
        }
        List<SessionId> numbers = List.copyOf(sessions.keySet());
        disk.flip(first.depot.names().session(numbers.get(0)), 1000);
        disk.lose(first.depot.names().session(numbers.get(1)));
        disk.flip(first.depot.names().registerPart(numbers.get(2).number() * 1000), 1000);
    }

    /** In the order in which they were stored. */
    private List<ObjectName> cabinets(Kind kind) throws Exception {
        var found = new ArrayList<ObjectName>();
        for (int number = 0; number < first.depot.register().cabinetLimit(); number++) {
            CabinetDirectory directory = first.depot.register().cabinet(number);
            if (directory.kind() == kind) {
                found.add(first.depot.names().cabinet(directory.id()));
            }
        }
        return found;
    }

    @Test
    void aFaultAtAnyOperationMakesNothingWorseAndTheNextRepairFinishes() throws Exception {
        int points = 0;
        for (Fault fault : List.of(Fault.POWER_CUT_AFTER, Fault.FAILS_AFTER_ALL, Fault.FULL)) {
            int operation = 1;
            while (isBrokenAt(operation, fault)) {
                operation++;
            }
            assertTrue(operation > 10, fault + ": only " + operation + " operations");
            points += operation - 1;
        }
        System.out.println("torture: crash points of a repair: " + points);
    }

    /** Whether the repair came to that operation. */
    private boolean isBrokenAt(int operation, Fault fault) throws Exception {
        String where = fault + " at operation " + operation;
        DiskTransport disk = whole.copy();
        boolean broken = false;
        Bench machine = first.elsewhere(disk);
        try (var ward = new Ward(machine, where)) {
            damage(disk);
            disk.failAt(operation, fault);
            try {
                ward.repair(disk, new RunProgress());
            } catch (BackupException expected) {
                assertTrue(expected.code().name().startsWith("STORAGE_"), () -> where + ": " + expected);
                broken = true;
            }
        }
        DiskTransport after = disk.crash();
        assertNothingIsWorse(after, where);
        try (var again = new Ward(machine.on(after), where)) {
            again.assertHealed(where);
        }
        return broken;
    }

    @Test
    void aRepairThatIsCancelledAnywhereMakesNothingWorseAndTheNextOneFinishes() throws Exception {
        int changes = 0;
        while (isCancelledAfter(changes)) {
            changes++;
        }
        assertTrue(changes > 5, "only " + changes);
    }

    /** Whether the repair was still under way after so many changes of the storage. */
    private boolean isCancelledAfter(int changes) throws Exception {
        String where = "cancelled after " + changes + " changes";
        DiskTransport disk = whole.copy();
        try (var ward = new Ward(first.elsewhere(disk), where)) {
            damage(disk);
            var progress = new RunProgress();
            boolean cancelled = false;
            try {
                ward.repair(new Cancelling(disk, progress, changes), progress);
            } catch (SessionCancelledException expected) {
                cancelled = true;
            }
            assertNothingIsWorse(disk, where);
            ward.assertHealed(where);
            return cancelled;
        }
    }

    @Test
    void aRepairThatIsCancelledBeginsNothingAfterThat() throws Exception {
        var steps = new AtomicInteger();
        isCancelledAt(CancelPoint.NEVER, steps);
        CancelPoint.everywhere(steps.get(), 60, at -> isCancelledAt(at, new AtomicInteger()));
    }

    private boolean isCancelledAt(int step, AtomicInteger steps) throws Exception {
        DiskTransport disk = whole.copy();
        try (var ward = new Ward(first.elsewhere(disk), "cancelled at step " + step)) {
            damage(disk);
            var progress = new RunProgress();
            var point = new CancelPoint(progress::cancel, step);
            boolean cancelled = false;
            try {
                ward.repair(point.watch(disk), progress);
            } catch (SessionCancelledException expected) {
                cancelled = true;
                point.assertNoMoreThan(MOST_AFTER_CANCEL);
            }
            steps.set(point.steps());
            return cancelled;
        }
    }

    /** Cancels the session once so many objects were stored or deleted. */
    private static final class Cancelling extends ForwardingTransport {
        private final RunProgress progress;
        private final AtomicInteger left;

        Cancelling(StorageTransport storage, RunProgress progress, int changes) {
            super(storage);
            this.progress = progress;
            left = new AtomicInteger(changes);
            count();
        }

        private void count() {
            if (left.getAndDecrement() == 0) {
                progress.cancel();
            }
        }

        @Override
        public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
            super.put(name, content, crc32c);
            count();
        }

        @Override
        public void delete(ObjectName name) throws BackupException {
            super.delete(name);
            count();
        }
    }

    private void assertNothingIsWorse(StorageTransport storage, String where) throws Exception {
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(restorable(storage));
        assertEquals(Set.of(), lost, where);
    }

    private Set<String> everything() {
        var all = new TreeSet<String>();
        sessions.forEach((session, files) -> files.keySet().forEach(path -> all.add(session + " " + path)));
        return all;
    }

    /** What comes back on a machine that has nothing but the keys; a wrong byte ends the test. */
    private Set<String> restorable(StorageTransport storage) throws Exception {
        Bench elsewhere = first.elsewhere(storage);
        var found = new TreeSet<String>();
        for (SessionReport listed : new ArrayList<>(elsewhere.depot.register().sessions())) {
            if (!sessions.containsKey(listed.id())) {
                continue;
            }
            var target = new FakeSource();
            try {
                elsewhere.restore(target, listed, Optional.of(OUT));
            } catch (BackupException folderIsLost) {
                assertTrue(Set.of(Code.OBJECT_MISSING, Code.OBJECT_DAMAGED).contains(folderIsLost.code()),
                        folderIsLost::toString);
                continue;
            }
            TreeMap<String, byte[]> restored = contents(target.restoredTo(OUT));
            sessions.get(listed.id()).forEach((path, content) -> {
                if (restored.containsKey(path)) {
                    assertArrayEquals(content, restored.get(path), listed.id() + " " + path);
                    found.add(listed.id() + " " + path);
                }
            });
        }
        return found;
    }

    private static TreeMap<String, byte[]> contents(FakeTree tree) {
        var contents = new TreeMap<String, byte[]>();
        for (String path : tree.paths()) {
            contents.put(path, tree.content(path));
        }
        return contents;
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
