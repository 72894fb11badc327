package org.backupmanager.engine.internal.cleanup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.ForwardingTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of events that random schedules meet too seldom: each is lost when its rule of decision 13 is broken. */
class CleanUpOrderTest {

    private static final ObjectNames NAMES = new ObjectNames("bench");
    private static final Path OUT = Path.of("out");
    private static final byte[] CONTENT = new byte[9_000];
    private static final int NEVER = Integer.MAX_VALUE;

    @TempDir
    Path scratch;

    private final Vault vault = Schedule.vault();
    private MemoryTransport storage = new MemoryTransport();

    @BeforeEach
    void makeDevice() throws Exception {
        new Random(1).nextBytes(CONTENT);
        byte[] object = {1};
        storage.put(NAMES.vault(), object);
    }

    private TwinHome home(String name, int quarantineDays) throws BackupException {
        var home = new TwinHome(name, vault, NAMES, scratch, quarantineDays);
        home.source.tree().file("/a/other", new byte[] {1, 2, 3});
        home.open(storage, storage);
        return home;
    }

    /** Rule 2: what a run of this home relies on is acknowledged only when that run has ended. */
    @Test
    void aBackupThatReliesOnWhatIsCondemnedLaterIsWaitedFor() throws Exception {
        TwinHome slow = home("slow", 0);
        TwinHome cleaning = home("cleaning", 0);
        slow.source.tree().file("/a/wanted", CONTENT);
        SessionId first = slow.backup(storage).id();
        slow.source.tree().remove("/a/wanted");
        slow.backup(storage);
        slow.removals(storage).remove(List.of(first), false);
        slow.source.tree().file("/a/wanted", CONTENT);
        var atItsRoot = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<SessionReport> backup = CompletableFuture.supplyAsync(() -> {
            try {
                return slow.backup(new WaitingAtRoot(storage, atItsRoot, goOn));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        assertTrue(atItsRoot.await(20, TimeUnit.SECONDS));
        for (int i = 0; i < 3; i++) {
            cleaning.cleanUp(storage, false);
            slow.cleanUp(storage, false);
        }
        goOn.countDown();
        SessionReport report = backup.get(20, TimeUnit.SECONDS);
        assertEquals(State.COMPLETED, report.state());
        assertRestores(report.id());
    }

    /** Rule 7: what a home has stored that nobody waited for goes, and whoever has seen it hears of it. */
    @Test
    void theSessionOfAHomeThatWasDeclaredDeadMeanwhileIsGoneForThoseWhoHaveSeenItToo() throws Exception {
        TwinHome late = home("late", 0);
        TwinHome other = home("other", 0);
        other.source.tree().file("/a/wanted", CONTENT);
        SessionId first = other.backup(storage).id();
        late.source.tree().file("/a/wanted", CONTENT);
        List<TwinHome> seeing = new ArrayList<>();
        assertIsWithdrawn(late, () -> seeing.add(home("seeing", 0)));
        for (int i = 0; i < 3; i++) {
            seeing.getFirst().cleanUp(storage, false);
            other.cleanUp(storage, false);
        }
        assertEquals(List.of(first), seeing.getFirst().sessions());
        assertEquals(List.of(first), other.sessions());
        assertRestores(first);
    }

    /** Rule 7: what is withdrawn leaves a gravestone, under which nobody would find another session of its number. */
    @Test
    void aBackupWhoseNumberIsThatOfAWithdrawnSessionFailsAndTheNextOneIsListed() throws Exception {
        home("first", 0).backup(storage); // so that the late one stores its root alone
        TwinHome late = home("late", 0);
        TwinHome slow = home("slow", 0);
        slow.source.tree().file("/a/wanted", CONTENT);
        var atItsRoot = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<BackupException> backup = CompletableFuture.supplyAsync(() -> assertThrows(
                BackupException.class, () -> slow.backup(new WaitingAtRoot(storage, atItsRoot, goOn))));
        assertTrue(atItsRoot.await(20, TimeUnit.SECONDS));
        assertIsWithdrawn(late, () -> true);
        goOn.countDown();
        assertEquals(Code.NUMBER_TAKEN, backup.get(20, TimeUnit.SECONDS).code());
        assertRestores(slow.backup(storage).id());
    }

    /** A backup of a home that is declared dead as soon as its root is stored. */
    private void assertIsWithdrawn(TwinHome late, Callable<Boolean> meanwhile) {
        StorageTransport retiring = new ForwardingTransport(storage) {
            @Override
            public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
                super.put(name, content, crc32c);
                if (name.value().startsWith(NAMES.sessions().value())) {
                    super.put(NAMES.retired(late.attendance().id()), List.of(), 0);
                    assertDoesNotThrow(meanwhile::call);
                }
            }
        };
        var outdated = assertThrows(BackupException.class, () -> late.backup(retiring));
        assertEquals(Code.HOME_OUTDATED, outdated.code());
    }

    /** Waits before a session root is stored. */
    private static final class WaitingAtRoot extends ForwardingTransport {
        private final CountDownLatch there;
        private final CountDownLatch goOn;

        WaitingAtRoot(StorageTransport storage, CountDownLatch there, CountDownLatch goOn) {
            super(storage);
            this.there = there;
            this.goOn = goOn;
        }

        @Override
        public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
            if (name.value().startsWith(NAMES.sessions().value())) {
                there.countDown();
                try {
                    assertTrue(goOn.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException stopped) {
                    throw new AssertionError(stopped);
                }
            }
            super.put(name, content, crc32c);
        }
    }

    /** Rule 4: of a purge and somebody who brings the session back one gives way, wherever the purge ends. */
    @Test
    void aSessionThatIsSaidToBeBackIsListedWhereverThePurgeEnds() throws Exception {
        int steps = purge(NEVER, NEVER);
        for (int back = 1; back <= steps; back++) {
            for (int more = 0; more < 5; more++) {
                purge(back, back + more);
            }
        }
    }

    /** Returns the steps that a clean-up took which purges a session; somebody brings it back before one of them. */
    private int purge(int back, int end) throws Exception {
        storage = new MemoryTransport();
        makeDevice();
        var meddled = new Meddled(storage, end);
        var home = new TwinHome("purging", vault, NAMES, scratch, 0);
        home.open(meddled, meddled);
        home.source.tree().file("/a/wanted", CONTENT);
        SessionId first = home.backup(meddled).id();
        home.source.tree().file("/a/wanted", new byte[] {1});
        home.backup(meddled);
        home.removals(meddled).remove(List.of(first), false);
        var isBack = new AtomicBoolean();
        meddled.begin(back, () -> {
            try {
                isBack.set(!home.removals(meddled).undelete(List.of(first)).isEmpty());
            } catch (BackupException late) {
                assertEquals(Code.NO_SESSION, late.code());
            }
        });
        try {
            home.cleanUp(meddled, false);
        } catch (BackupException died) {
            assertEquals(Code.STORAGE_FAILED, died.code());
        }
        int steps = meddled.end();
        home.open(meddled, meddled);
        String where = "back at step " + back + ", ends after " + end + " of " + steps;
        assertTrue(!isBack.get() || home("elsewhere", 0).sessions().contains(first), where);
        for (int i = 0; i < 6; i++) {
            home.cleanUp(meddled, false);
        }
        assertEquals(List.of(), storage.list(NAMES.quarantine()), where);
        if (isBack.get()) {
            assertRestores(first);
        }
        return steps;
    }

    /** Lets something happen before a step, and ends after another one. */
    private static final class Meddled extends ForwardingTransport {
        private final int end;
        private int back = NEVER;
        private Runnable meanwhile = () -> { };
        private int step = -1;

        Meddled(StorageTransport storage, int end) {
            super(storage);
            this.end = end;
        }

        void begin(int before, Runnable happens) {
            back = before;
            meanwhile = happens;
            step = 0;
        }

        int end() {
            int steps = step;
            step = -1;
            return steps;
        }

        @Override
        public <T> T call(Call<T> call) throws BackupException {
            if (step < 0) {
                return call.run();
            }
            step++;
            if (step == back) {
                int before = end();
                meanwhile.run();
                step = before;
            }
            if (step > end) {
                throw new BackupException(Code.STORAGE_FAILED, "test", "it ended");
            }
            return call.run();
        }
    }

    /** Rule 4: a session that is removed again needs its cabinets, however long these have been condemned. */
    @Test
    void aSessionThatIsRemovedASecondTimeCanBeBroughtBackASecondTime() throws Exception {
        TwinHome home = home("home", 1);
        home.source.tree().file("/a/wanted", CONTENT);
        SessionId first = home.backup(storage).id();
        home.source.tree().remove("/a/wanted");
        home.backup(storage);
        SessionRemovals removals = home.removals(storage);
        removals.remove(List.of(first), false);
        home.cleanUp(storage, false);
        removals.undelete(List.of(first));
        for (int day = 0; day < 4; day++) {
            home.clock.advance(Duration.ofDays(1));
            home.backup(storage);
        }
        removals.remove(List.of(first), false);
        home.cleanUp(storage, false);
        removals.undelete(List.of(first));
        assertRestores(first);
    }

    @Test
    void homesThatBackUpByTurnsTakeNumbersByTurns() throws Exception {
        TwinHome one = home("one", 0);
        TwinHome two = home("two", 0);
        for (int turn = 0; turn < 3; turn++) {
            for (TwinHome home : List.of(one, two)) {
                home.source.tree().file("/a/" + home.name + turn, new byte[] {1});
                assertEquals(State.COMPLETED, home.backup(storage).state());
            }
        }
        assertEquals(6, two.sessions().size());
    }

    @Test
    void aRestoreWhoseNumberAnotherHomeHasTakenForABackupIsListedUnderAnother() throws Exception {
        TwinHome one = home("one", 0);
        TwinHome two = home("two", 0);
        one.source.tree().file("/a/wanted", CONTENT);
        SessionId first = one.backup(storage).id();
        two.attendance().meetOthers();
        SessionReport restored = two.restore(storage, first, new FakeSource(), OUT);
        one.source.tree().file("/a/more", CONTENT);
        SessionReport taken = one.backup(storage);
        assertEquals(restored.id(), taken.id());
        two.backup(storage);
        assertEquals(3, two.sessions().size());
        List<SessionReport> restores = two.register().sessions().stream()
                .filter(session -> session.type() == Type.RESTORE).toList();
        assertEquals(1, restores.size());
        assertEquals(restored.totals(), restores.getFirst().totals());
        assertRestores(taken.id());
    }

    /** On a machine that has nothing but the keys. */
    private void assertRestores(SessionId session) throws Exception {
        TwinHome elsewhere = home("elsewhere", 0);
        var target = new FakeSource();
        assertEquals(State.COMPLETED, elsewhere.restore(storage, session, target, OUT).state());
        assertArrayEquals(CONTENT, target.restoredTo(OUT).content("/a/wanted"));
    }
}
