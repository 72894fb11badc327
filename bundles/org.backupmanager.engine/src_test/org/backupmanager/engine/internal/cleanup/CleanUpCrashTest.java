package org.backupmanager.engine.internal.cleanup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.engine.internal.run.CancelPoint;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.DiskTransport;
import org.backupmanager.testkit.DiskTransport.Fault;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removal, undelete, clean-up and purge, cut short at every operation of the storage. */
class CleanUpCrashTest {

    private static final ObjectNames NAMES = new ObjectNames("bench");
    private static final Path OUT = Path.of("out");
    /** The root of a session that is purged, its entry and its claim go together. */
    private static final int MOST_AFTER_CANCEL = 2;

    @TempDir
    Path scratch;
    private final Vault vault = Schedule.vault();

    /** What happened up to the fault. */
    private final class Story {
        final TwinHome home = new TwinHome("home", vault, NAMES, scratch, 0);
        final Map<SessionId, TreeMap<String, byte[]>> completed = new TreeMap<>();
        final Set<SessionId> removing = new HashSet<>();
        long begin;

        void tell(DiskTransport disk) throws Exception {
            prepare(disk);
            for (int run = 0; run < 3; run++) {
                home.cleanUp(disk, false);
            }
        }

        void prepare(DiskTransport disk) throws Exception {
            byte[] object = {1};
            disk.put(NAMES.vault(), object);
            home.open(disk, disk);
            for (int session = 1; session <= 3; session++) {
                home.source.tree().file("/a/kept", bytes(0, 5_000)).file("/a/changing", bytes(session, 20_000))
                        .file("/a/" + session, bytes(10 + session, 9_000)).remove("/a/" + (session - 1));
                completed.put(home.backup(disk).id(), contents(home.source.tree()));
            }
            begin = disk.operations();
            List<SessionId> sessions = new ArrayList<>(completed.keySet());
            remove(disk, sessions.get(0));
            remove(disk, sessions.get(1));
            home.removals(disk).undelete(List.of(sessions.get(1)));
            removing.remove(sessions.get(1));
        }

        /** Sessions with cabinets of their own, which go together. */
        void removeMore(StorageTransport disk) throws Exception {
            List<SessionId> more = new ArrayList<>();
            for (int session = 0; session < 6; session++) {
                home.source.tree().file("/a/more", bytes(30 + session, 9_000));
                more.add(home.backup(disk).id());
            }
            completed.put(more.getLast(), contents(home.source.tree()));
            for (SessionId session : more.subList(0, more.size() - 1)) {
                remove(disk, session);
            }
        }

        private void remove(StorageTransport disk, SessionId session) throws BackupException {
            removing.add(session);
            home.removals(disk).remove(List.of(session), false);
        }
    }

    @Test
    void everyListedSessionOutlivesAFaultAtEveryOperation() throws Exception {
        var disk = new DiskTransport();
        var whole = new Story();
        whole.tell(disk);
        assertEquals(2, whole.home.sessions().size());
        assertTrue(disk.list(NAMES.quarantine()).isEmpty(), "the history ends with everything purged");
        for (long operation = whole.begin + 1; operation <= disk.operations(); operation++) {
            // A cut before an operation is the cut after the one before
            breakAt(operation, Fault.POWER_CUT_AFTER);
            breakAt(operation, operation % 4 == 0 ? Fault.FULL : Fault.FAILS_AFTER_ALL);
        }
    }

    private void breakAt(long operation, Fault fault) throws Exception {
        var disk = new DiskTransport();
        disk.failAt(operation, fault);
        var story = new Story();
        try {
            story.tell(disk);
        } catch (BackupException expected) {
            assertTrue(expected.code().name().startsWith("STORAGE_"), expected.toString());
        }
        String where = fault + " at operation " + operation;
        DiskTransport after = disk.crash();
        assertAllRestore(story, after, where);
        story.home.open(after, after);
        for (int run = 0; run < 4; run++) {
            story.home.cleanUp(after, false);
        }
        assertTrue(after.list(NAMES.quarantine()).isEmpty(), "still in quarantine: " + where);
        assertAllRestore(story, after, where + ", cleaned up again");
        story.home.source.tree().file("/a/last", bytes(99, 1_000));
        assertEquals(State.COMPLETED, story.home.backup(after).state(), where);
    }

    @Test
    void aCleanUpThatIsCancelledAnywhereBeginsNothingAfterThatAndTheNextFinishes() throws Exception {
        var steps = new AtomicInteger();
        isCancelledAt(CancelPoint.NEVER, steps);
        CancelPoint.everywhere(steps.get(), 60, at -> isCancelledAt(at, new AtomicInteger()));
    }

    private boolean isCancelledAt(int step, AtomicInteger steps) throws Exception {
        var disk = new DiskTransport();
        var story = new Story();
        story.prepare(disk);
        story.removeMore(disk);
        var progress = new RunProgress();
        var point = new CancelPoint(progress::cancel, step);
        boolean cancelled = false;
        try {
            for (int run = 0; run < 3; run++) {
                story.home.cleanUp(point.watch(disk), false, 0, progress);
            }
        } catch (SessionCancelledException ended) {
            cancelled = true;
        }
        steps.set(point.steps());
        if (cancelled) {
            point.assertNoMoreThan(MOST_AFTER_CANCEL);
        }
        String where = "cancelled at step " + step;
        for (int run = 0; run < 4; run++) {
            story.home.cleanUp(disk, false);
        }
        assertTrue(disk.list(NAMES.quarantine()).isEmpty(), "still in quarantine: " + where);
        assertAllRestore(story, disk, where);
        return cancelled;
    }

    /** On a machine that has nothing but the keys. */
    private void assertAllRestore(Story story, StorageTransport storage, String where) throws Exception {
        var elsewhere = new TwinHome("elsewhere", vault, NAMES, scratch, 0);
        elsewhere.open(storage, storage);
        for (Map.Entry<SessionId, TreeMap<String, byte[]>> session : story.completed.entrySet()) {
            if (!story.removing.contains(session.getKey()) || elsewhere.sessions().contains(session.getKey())) {
                var target = new FakeSource();
                assertEquals(State.COMPLETED, elsewhere.restore(storage, session.getKey(), target, OUT).state(), where);
                TreeMap<String, byte[]> restored = contents(target.restoredTo(OUT));
                assertEquals(session.getValue().keySet(), restored.keySet(), where);
                session.getValue().forEach((path, content) -> assertArrayEquals(content, restored.get(path), where));
            }
        }
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
}
