package org.backupmanager.engine.internal.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.ForwardingTransport;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parity is made while no session runs. */
class ParityKeeperTest {

    @TempDir
    Path scratch;

    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Parity> told = new CopyOnWriteArrayList<>();
    private volatile boolean sessionRuns;
    private volatile boolean full;
    private Home home;
    private ParityGroups groups;
    private ParityKeeper keeper;

    /** Waits in the middle of the first group. */
    private final class Slow extends ForwardingTransport {
        Slow() {
            super(new MemoryTransport());
        }

        @Override
        public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
            if (name.value().contains("/cabinets/")) {
                reading.countDown();
                try {
                    assertTrue(goOn.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException stopped) {
                    throw new AssertionError(stopped);
                }
            }
            return super.get(name, offset, length);
        }

        @Override
        public void put(ObjectName name, List<ByteBuffer> content, int crc) throws BackupException {
            if (full) {
                throw new BackupException(Code.STORAGE_FULL, "the disk");
            }
            super.put(name, content, crc);
        }
    }

    @BeforeEach
    void store() throws Exception {
        home = Home.hold(scratch.resolve("home"), "test");
        var bench = new Bench(new Slow(), scratch).in(home);
        for (int i = 0; i < 4; i++) {
            bench.depot.register().add(Made.cabinet(bench.depot, i));
        }
        groups = new ParityGroups(bench.depot, home, bench.chance);
        keeper = keeper(() -> !sessionRuns);
        keeper.tell(told::add);
    }

    private ParityKeeper keeper(BooleanSupplier idle) {
        return new ParityKeeper(groups, new ParityNotes(home, new FakeClock()),
                () -> Optional.of(new ParityScheme(4, 2)), idle);
    }

    @AfterEach
    void close() {
        keeper.close();
        home.close();
    }

    @Test
    void nothingIsMadeBeforeSomebodyHoldsTheDeviceForLong() throws Exception {
        keeper.ended(Made.completed(1));
        assertTrue(keeper.isDue());
        assertFalse(keeper.isRunning());
    }

    @Test
    void whatIsDueIsMadeAtOnceAndThenNothingIsDue() throws Exception {
        goOn.countDown();
        keeper.begin();
        awaitGroup();
        assertFalse(keeper.isDue());
    }

    @Test
    void aSessionThatStartsPutsItOffAndItsEndBringsItBack() throws Exception {
        keeper.begin();
        assertTrue(reading.await(10, TimeUnit.SECONDS));
        sessionRuns = true;
        goOn.countDown();
        Await.until("it steps aside", () -> !keeper.isRunning());
        assertEquals(List.of(), List.copyOf(groups.ids()));
        assertTrue(keeper.isDue());
        sessionRuns = false;
        keeper.ended(Made.completed(1));
        awaitGroup();
    }

    @Test
    void itsBeginAndItsEndAreTold() throws Exception {
        assertEquals(Parity.State.DUE, keeper.parity().state());
        keeper.begin();
        assertTrue(reading.await(10, TimeUnit.SECONDS));
        assertEquals(new Parity("4+2", Parity.State.WORKING, 0, 4, 0, 0, 0, 1, "", Optional.empty()), keeper.parity());
        goOn.countDown();
        awaitGroup();
        assertEquals(List.of(Parity.State.WORKING, Parity.State.COMPLETE), told.stream().map(Parity::state).toList());
        assertEquals(4, told.getLast().covered());
        assertEquals(0, told.getLast().open());
    }

    @Test
    void aFailureIsKnownUntilItCouldBeMade() throws Exception {
        full = true;
        goOn.countDown();
        keeper.begin();
        Await.until("it was tried", () -> !keeper.isRunning());
        assertEquals(Parity.State.FAILED, told.getLast().state());
        assertTrue(told.getLast().failure().contains("the disk"), told::toString);
        assertEquals(Parity.State.FAILED, keeper(() -> true).parity().state(), "another process knows it too");
        full = false;
        keeper.ended(Made.completed(1));
        awaitGroup();
        assertEquals(Parity.State.COMPLETE, keeper.parity().state());
        assertEquals("", keeper.parity().failure());
    }

    @Test
    void theEndOfTheDeviceGivesItUp() throws Exception {
        keeper.begin();
        assertTrue(reading.await(10, TimeUnit.SECONDS));
        Thread closing = Thread.ofVirtual().start(keeper::close);
        Await.until("it is closing", () -> closing.getState() == Thread.State.TIMED_WAITING
                || closing.getState() == Thread.State.WAITING);
        goOn.countDown();
        closing.join();
        assertEquals(List.of(), List.copyOf(groups.ids()));
        keeper.ended(Made.completed(1));
        assertFalse(keeper.isRunning());
    }

    private void awaitGroup() throws Exception {
        Await.until("parity is made", () -> !keeper.isRunning());
        assertEquals(1, groups.ids().size());
    }
}
