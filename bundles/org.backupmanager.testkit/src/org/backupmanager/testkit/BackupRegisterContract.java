package org.backupmanager.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.junit.jupiter.api.Test;

/**
 * What every Backup Register has to keep. A test class implements {@link #open}, and each clause below becomes one of
 * its tests.
 */
public interface BackupRegisterContract {

    /**
     * Opens the register under test: empty at the first call in each test, and the same register in all calls of that
     * test.
     */
    BackupRegister open() throws Exception;

    @Test
    default void findSaysNothingForUnknownSlices() throws Exception {
        try (BackupRegister register = open()) {
            register.add(FakeCabinet.of(1, 10));
            assertTrue(register.find(new SliceId(1, 2, 3, 4)).isEmpty());
            assertTrue(register.find(SliceId.HOLE).isEmpty());
        }
    }

    @Test
    default void whatWasAddedIsFoundAtItsPlace() throws Exception {
        try (BackupRegister register = open()) {
            CabinetDirectory first = FakeCabinet.of(1, 100);
            CabinetDirectory second = FakeCabinet.of(2, 50, CabinetDirectory.Kind.DIRECTORY);
            int a = register.add(first);
            int b = register.add(second);
            assertAllFound(register, a, first);
            assertAllFound(register, b, second);
            assertEquals(first, register.cabinet(a));
            assertEquals(second, register.cabinet(b));
            assertEquals(List.of(first.id(), second.id()), register.cabinets());
        }
    }

    @Test
    default void theSameCabinetTwiceChangesNothing() throws Exception {
        try (BackupRegister register = open()) {
            CabinetDirectory cabinet = FakeCabinet.of(1, 100);
            int number = register.add(cabinet);
            assertEquals(number, register.add(FakeCabinet.of(1, 100)));
            assertEquals(List.of(cabinet.id()), register.cabinets());
            assertAllFound(register, number, cabinet);
        }
    }

    @Test
    default void aCabinetWithoutSlicesIsACabinet() throws Exception {
        try (BackupRegister register = open()) {
            CabinetDirectory empty = FakeCabinet.of(1, 0);
            CabinetDirectory next = FakeCabinet.of(2, 3);
            int number = register.add(empty);
            assertAllFound(register, register.add(next), next);
            assertEquals(empty, register.cabinet(number));
        }
    }

    @Test
    default void everythingIsStillThereAfterReopening() throws Exception {
        CabinetDirectory cabinet = FakeCabinet.of(7, 1000);
        int number;
        try (BackupRegister register = open()) {
            number = register.add(cabinet);
            register.keepFrame(number, 3, "frame".getBytes(StandardCharsets.UTF_8));
        }
        try (BackupRegister register = open()) {
            assertAllFound(register, number, cabinet);
            assertEquals(cabinet, register.cabinet(number));
            assertArrayEquals("frame".getBytes(StandardCharsets.UTF_8), register.frame(number, 3).orElseThrow());
            assertEquals(number, register.add(cabinet));
        }
    }

    /** Sizes on both sides of what a register may make room for at once, and such that fit no round number. */
    @Test
    default void aCabinetOfAnySizeIsStillThereAfterReopening() throws Exception {
        for (int slices : new int[] {1_900, 3_000, 9_001}) {
            CabinetDirectory whole = FakeCabinet.of(slices, slices);
            byte[] layout = Arrays.copyOf(whole.layout(), 2_503);
            var cabinet = new CabinetDirectory(whole.id(), whole.kind(), whole.size(), whole.slices(), layout);
            int number;
            try (BackupRegister register = open()) {
                number = register.add(cabinet);
            }
            try (BackupRegister register = open()) {
                assertEquals(cabinet, register.cabinet(number));
            }
        }
    }

    @Test
    default void aHundredThousandSlicesAreAllFound() throws Exception {
        List<CabinetDirectory> cabinets = new ArrayList<>();
        try (BackupRegister register = open()) {
            for (int i = 0; i < 50; i++) {
                cabinets.add(FakeCabinet.of(i, 2000));
                assertEquals(i, register.add(cabinets.get(i)));
            }
            for (int i = 0; i < 50; i++) {
                assertAllFound(register, i, cabinets.get(i));
            }
        }
        try (BackupRegister register = open()) {
            for (int i = 0; i < 50; i++) {
                assertAllFound(register, i, cabinets.get(i));
            }
            assertTrue(register.find(new SliceId(9, 9, 9, 9)).isEmpty());
        }
    }

    @Test
    default void slicesOfARemovedCabinetAreForgotten() throws Exception {
        CabinetDirectory gone = FakeCabinet.of(1, 500);
        CabinetDirectory kept = FakeCabinet.of(2, 500);
        try (BackupRegister register = open()) {
            int number = register.add(gone);
            register.keepFrame(number, 0, new byte[10]);
            register.add(kept);
            register.remove(gone.id());
            register.remove(gone.id());
            register.remove(FakeCabinet.of(3, 1).id());
            assertOnly(register, kept, gone);
            assertTrue(register.frame(number, 0).isEmpty());
        }
        try (BackupRegister register = open()) {
            assertOnly(register, kept, gone);
            int again = register.add(gone);
            assertTrue(again > 1, "a number is never used twice, but was " + again);
            assertAllFound(register, again, gone);
        }
    }

    private static void assertOnly(BackupRegister register, CabinetDirectory kept, CabinetDirectory gone)
            throws Exception {
        assertAllFound(register, 1, kept);
        assertEquals(List.of(kept.id()), register.cabinets());
        for (int i = 0; i < gone.count(); i++) {
            assertTrue(register.find(gone.slice(i)).isEmpty());
        }
    }

    @Test
    default void aSliceInTwoCabinetsIsFoundAsLongAsOneIsThere() throws Exception {
        var shared = new SliceId(11, 12, 13, 14);
        CabinetDirectory first = FakeCabinet.of(1, new SliceId(1, 1, 1, 1), shared);
        CabinetDirectory second = FakeCabinet.of(2, shared, new SliceId(2, 2, 2, 2));
        try (BackupRegister register = open()) {
            int a = register.add(first);
            int b = register.add(second);
            assertEquals(Optional.of(new SliceLocation(a, 1)), register.find(shared));
            assertEquals(Optional.of(new SliceLocation(b, 0)),
                    register.findAt(shared, location -> location.cabinet() != a));
            assertTrue(register.findAt(shared, _ -> false).isEmpty());
            register.remove(first.id());
            assertEquals(Optional.of(new SliceLocation(b, 0)), register.find(shared));
        }
        try (BackupRegister register = open()) {
            assertTrue(register.find(shared).isPresent());
            register.remove(second.id());
            assertTrue(register.find(shared).isEmpty());
        }
    }

    @Test
    default void aCabinetIsFoundByItsId() throws Exception {
        try (BackupRegister register = open()) {
            register.add(FakeCabinet.of(1, 5));
            int number = register.add(FakeCabinet.of(2, 5));
            assertEquals(OptionalInt.of(number), register.number(FakeCabinet.of(2, 5).id()));
            assertTrue(register.number(FakeCabinet.of(3, 5).id()).isEmpty());
            register.remove(FakeCabinet.of(2, 5).id());
            assertTrue(register.number(FakeCabinet.of(2, 5).id()).isEmpty());
        }
    }

    @Test
    default void keptFramesComeBackAndCanBeReplaced() throws Exception {
        byte[] large = new byte[1 << 20];
        large[77] = 7;
        try (BackupRegister register = open()) {
            int number = register.add(FakeCabinet.of(1, 1));
            assertTrue(register.frame(number, 0).isEmpty());
            register.keepFrame(number, 0, new byte[0]);
            register.keepFrame(number, 9, new byte[] {1});
            register.keepFrame(number, 9, large);
            assertArrayEquals(large, register.frame(number, 9).orElseThrow());
            assertArrayEquals(new byte[0], register.frame(number, 0).orElseThrow());
            assertTrue(register.frame(number, 1).isEmpty());
            assertTrue(register.frame(number + 1, 9).isEmpty());
        }
        try (BackupRegister register = open()) {
            assertArrayEquals(large, register.frame(0, 9).orElseThrow());
        }
    }

    @Test
    default void sessionNumbersRiseAndAreNeverUsedTwice() throws Exception {
        Set<SessionId> seen = new HashSet<>();
        SessionId last;
        try (BackupRegister register = open()) {
            last = register.nextSession();
            assertEquals(new SessionId(1), last);
        }
        for (int i = 0; i < 3; i++) {
            try (BackupRegister register = open()) {
                SessionId next = register.nextSession();
                assertTrue(next.compareTo(last) > 0);
                assertTrue(seen.add(next));
                last = next;
            }
        }
        try (BackupRegister register = open()) {
            register.save(report(40, State.COMPLETED));
            assertEquals(new SessionId(41), register.nextSession(),
                    "a session that was read from the storage has its number already");
        }
    }

    @Test
    default void sessionsAreListedNewestFirstAndAsLastSaved() throws Exception {
        SessionReport second = report(2, State.FAILED).ended(State.ABORTED,
                Instant.parse("2026-11-22T10:00:00.123456789Z"))
                .with(new SessionReport.Totals(1, 2, 3, 4, 5, 6, 7));
        try (BackupRegister register = open()) {
            assertEquals(List.of(), register.sessions());
            register.save(report(1, State.COMPLETED));
            register.save(report(2, State.IN_PROCESS));
            register.save(report(3, State.IN_PROCESS));
            register.save(second);
        }
        try (BackupRegister register = open()) {
            assertEquals(List.of(report(3, State.IN_PROCESS), second, report(1, State.COMPLETED)), register.sessions());
            assertTrue(register.root(new SessionId(2)).isEmpty());
        }
    }

    @Test
    default void aCommittedSessionHasItsRootAfterReopening() throws Exception {
        byte[] root = new byte[100_000];
        root[5] = 5;
        try (BackupRegister register = open()) {
            register.save(report(1, State.IN_PROCESS));
            register.commit(report(1, State.COMPLETED), root);
            register.commit(report(2, State.COMPLETED_WITH_ERRORS), new byte[] {2});
        }
        try (BackupRegister register = open()) {
            assertArrayEquals(root, register.root(new SessionId(1)).orElseThrow());
            assertArrayEquals(new byte[] {2}, register.root(new SessionId(2)).orElseThrow());
            assertEquals(List.of(report(2, State.COMPLETED_WITH_ERRORS), report(1, State.COMPLETED)),
                    register.sessions());
        }
    }

    @Test
    default void troublesKeepTheirOrderAndTheLimit() throws Exception {
        var session = new SessionId(5);
        try (BackupRegister register = open()) {
            assertEquals(List.of(), register.troubles(session, 10));
            register.save(session, troubles(0, 1000));
            register.save(new SessionId(6), troubles(5000, 1));
            register.save(session, List.of());
            register.save(session, troubles(1000, 2500));
        }
        try (BackupRegister register = open()) {
            assertEquals(troubles(0, 3500), register.troubles(session, 1_000_000));
            assertEquals(troubles(0, 1001), register.troubles(session, 1001));
            assertEquals(List.of(), register.troubles(session, 0));
            assertEquals(troubles(5000, 1), register.troubles(new SessionId(6), 10));
        }
    }

    @Test
    default void closingTwiceIsHarmless() throws Exception {
        BackupRegister register = open();
        register.close();
        register.close();
    }

    @Test
    default void manyThreadsMayAskAndAddAtOnce() throws Exception {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        try (BackupRegister register = open(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long seed = i * 1000L;
                work.add(() -> addAndFind(register, seed, numbers));
            }
            for (Future<Void> future : threads.invokeAll(work)) {
                future.get();
            }
            assertEquals(80, numbers.size());
            assertEquals(80, register.cabinets().size());
        }
    }

    private static Void addAndFind(BackupRegister register, long seed, Set<Integer> numbers) throws Exception {
        for (int i = 0; i < 10; i++) {
            CabinetDirectory cabinet = FakeCabinet.of(seed + i, 300);
            assertTrue(register.find(cabinet.slice(0)).isEmpty());
            int number = register.add(cabinet);
            numbers.add(number);
            assertAllFound(register, number, cabinet);
            register.save(report(seed + i + 1, State.COMPLETED));
            register.keepFrame(number, i, cabinet.layout());
            assertArrayEquals(cabinet.layout(), register.frame(number, i).orElseThrow());
        }
        return null;
    }

    @Test
    default void everyCabinetIsShownWithItsNumber() throws Exception {
        CabinetDirectory gone = FakeCabinet.of(1, 7);
        CabinetDirectory kept = FakeCabinet.of(2, 5);
        try (BackupRegister register = open()) {
            register.add(gone);
            int number = register.add(kept);
            register.remove(gone.id());
            List<List<Object>> shown = new ArrayList<>();
            register.cabinets((n, id, size, slices) -> shown.add(List.of(n, id, size, slices)));
            assertEquals(List.of(List.of(number, kept.id(), kept.size(), 5)), shown);
            assertEquals(OptionalInt.of(number), register.number(kept.id()));
            assertTrue(register.number(gone.id()).isEmpty());
            assertTrue(register.cabinetLimit() > number);
        }
    }

    @Test
    default void aSessionThatWasRemovedIsForgottenAndItsNumberNotUsedAgain() throws Exception {
        try (BackupRegister register = open()) {
            register.save(new SessionId(7), troubles(0, 3));
            register.commit(report(7, State.COMPLETED), new byte[] {1});
            register.commit(report(5, State.COMPLETED), new byte[] {2});
            register.remove(new SessionId(7));
            register.remove(new SessionId(99));
        }
        try (BackupRegister register = open()) {
            assertEquals(List.of(report(5, State.COMPLETED)), register.sessions());
            assertTrue(register.root(new SessionId(7)).isEmpty());
            assertTrue(register.troubles(new SessionId(7), 10).isEmpty());
            assertTrue(register.nextSession().number() > 7);
        }
    }

    @Test
    default void anInterruptedThreadCanStillWrite() throws Exception {
        try (BackupRegister register = open()) {
            Thread.currentThread().interrupt();
            CabinetDirectory cabinet = FakeCabinet.of(1, 5000);
            int number = register.add(cabinet);
            register.keepFrame(number, 0, new byte[100]);
            register.save(report(1, State.ABORTED));
            assertTrue(register.frame(number, 0).isPresent());
            assertTrue(Thread.interrupted(), "the interrupt was meant for somebody else and is still there");
            assertAllFound(register, register.add(FakeCabinet.of(2, 20_000)), FakeCabinet.of(2, 20_000));
            assertEquals(List.of(report(1, State.ABORTED)), register.sessions());
        } finally {
            Thread.interrupted();
        }
    }

    private static void assertAllFound(BackupRegister register, int number, CabinetDirectory cabinet) {
        for (int i = 0; i < cabinet.count(); i++) {
            assertEquals(Optional.of(new SliceLocation(number, i)), register.find(cabinet.slice(i)));
        }
    }

    private static SessionReport report(long id, State state) {
        var type = id % 2 == 0 ? SessionReport.Type.RESTORE : SessionReport.Type.BACKUP;
        Instant start = Instant.ofEpochSecond(1_795_000_000 + id, 987_654_321);
        return new SessionReport(new SessionId(id), "FileSystem", type, state, id % 3 == 0, start, Optional.empty(),
                SessionReport.Totals.NONE);
    }

    private static List<Trouble> troubles(int first, int count) {
        List<Trouble> troubles = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            ItemPath path = ItemPath.of(("data/ü " + i).getBytes(StandardCharsets.UTF_8))
                    .child(new byte[] {(byte) 0xff});
            Code code = i % 2 == 0 ? Code.ITEM_UNREADABLE : Code.ITEM_CHANGED;
            var severity = i % 3 == 0 ? Trouble.Severity.ERROR : Trouble.Severity.WARNING;
            troubles.add(new Trouble(Instant.ofEpochSecond(1_795_000_000L + i, i), path, code, severity,
                    "cause №" + i));
        }
        return troubles;
    }
}
