package org.backupmanager.engine.internal.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyRunTest {

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();
    private Home home;
    private Bench bench;

    @BeforeEach
    void makeDevice() throws Exception {
        home = Home.hold(scratch.resolve("home"), "test");
        bench = new Bench(storage, scratch).in(home);
        byte[] vault = bench.vault.lock("test".toCharArray());
        put(bench.depot.names().vault(), vault);
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    @Test
    void whatIsSoundIsFoundSound() throws Exception {
        source.tree().file("/a/x", bytes(1, 3_000_000)).file("/a/b/y", bytes(2, 10));
        bench.backup(source, "/a");
        SessionReport report = verify(VerifyPlan.EVERYTHING);
        assertEquals(State.COMPLETED, report.state(), () -> troubles(report).toString());
        assertEquals(bench.depot.register().cabinets().size(), report.totals().processedCount());
        assertTrue(report.totals().sentSize() >= report.totals().processedSize(), "every byte is read");
        assertEquals(Doubt.NONE, Doubt.in(home));
    }

    @Test
    void aDamagedFrameIsNamedByCabinetFileAndSessions() throws Exception {
        source.tree().file("/a/x", bytes(1, 200_000));
        SessionReport first = bench.backup(source, "/a");
        source.tree().file("/a/b/y", bytes(2, 10));
        SessionReport second = bench.backup(source, "/a");
        ObjectName name = bench.depot.names().cabinet(cabinet(Kind.CONTENT).id());
        flip(name, 1000);
        SessionReport report = verify(VerifyPlan.EVERYTHING);
        assertEquals(State.COMPLETED_WITH_ERRORS, report.state());
        List<Trouble> troubles = troubles(report);
        assertEquals(Code.OBJECT_DAMAGED, troubles.get(0).code());
        assertTrue(troubles.get(0).detail().contains(name.value()), troubles.get(0).detail());
        assertEquals(ItemPath.parse("/a/x"), troubles.get(1).path());
        assertEquals(Code.ITEM_LOST, troubles.get(1).code());
        assertTrue(troubles.get(1).detail().contains("sessions " + first.id() + " to " + second.id() + ": frame "),
                troubles.get(1).detail());
        assertEquals(2, troubles.size(), troubles::toString);
    }

    @Test
    void theNextBackupStoresAgainWhatWasFoundDamaged() throws Exception {
        source.tree().file("/a/x", bytes(1, 3_000_000)).file("/a/b/y", bytes(2, 10));
        SessionReport first = bench.backup(source, "/a");
        for (CabinetId cabinet : bench.depot.register().cabinets()) {
            flip(bench.depot.names().cabinet(cabinet), 140);
        }
        verify(VerifyPlan.EVERYTHING);
        bench.doubt = Doubt.in(home);
        assertTrue(bench.doubt.concerns(first.id()));
        SessionReport second = bench.backup(source, "/a");
        assertTrue(second.totals().processedCount() >= 1, "the damaged file is read again");
        Bench elsewhere = bench.elsewhere(storage);
        for (SessionReport each : List.of(first, second)) {
            SessionReport restored = bench.restore(source, each, Optional.of(Path.of("out" + each.id())));
            assertEquals(State.COMPLETED, restored.state(), () -> troubles(restored).toString());
        }
        SessionReport again = elsewhere.restore(source, second, Optional.of(Path.of("elsewhere")));
        assertEquals(State.COMPLETED, again.state(), "without the register: the folders were stored again, too");
    }

    @Test
    void aMissingCabinetIsNamedAndItsFilesAreLost() throws Exception {
        source.tree().file("/a/x", bytes(1, 200_000));
        bench.backup(source, "/a");
        storage.delete(bench.depot.names().cabinet(cabinet(Kind.CONTENT).id()));
        SessionReport report = verify(new VerifyPlan(1, 0, 0, false));
        assertEquals(List.of(Code.OBJECT_MISSING, Code.ITEM_LOST), codes(report));
    }

    @Test
    void whatIsAroundTheFramesIsCheckedToo() throws Exception {
        source.tree().file("/a/x", bytes(1, 200_000));
        bench.backup(source, "/a");
        CabinetDirectory cabinet = cabinet(Kind.CONTENT);
        CabinetLayout layout = CabinetLayout.of(cabinet);
        ObjectName name = bench.depot.names().cabinet(cabinet.id());
        long padding = layout.frameOffset(layout.frames()) + 1;
        for (long at : new long[] {3, 50, 100, padding, cabinet.size() - 100, cabinet.size() - 40,
                cabinet.size() - 10}) {
            flip(name, at);
            SessionReport report = verify(new VerifyPlan(100, 0, 0, true));
            assertEquals(List.of(Code.OBJECT_DAMAGED), codes(report), "byte " + at);
            flip(name, at);
        }
        assertEquals(State.COMPLETED, verify(new VerifyPlan(100, 0, 0, true)).state());
        assertTrue(bench.depot.damages().isEmpty(), "what is sound again is in doubt no more");
    }

    @Test
    void aCutCabinetIsDamaged() throws Exception {
        source.tree().file("/a/x", bytes(1, 200_000));
        bench.backup(source, "/a");
        ObjectName name = bench.depot.names().cabinet(cabinet(Kind.CONTENT).id());
        byte[] whole = bytes(name);
        storage.delete(name);
        put(name, Arrays.copyOf(whole, whole.length / 2));
        assertEquals(List.of(Code.OBJECT_DAMAGED, Code.ITEM_LOST), codes(verify(VerifyPlan.EVERYTHING)));
    }

    @Test
    void rootsRegisterPartsAndTheVaultObjectAreChecked() throws Exception {
        source.tree().file("/a/x", bytes(1, 100));
        SessionReport session = bench.backup(source, "/a");
        List<ObjectName> names = List.of(bench.depot.names().session(session.id()), bench.depot.names().vault(),
                bench.depot.names().registerPart(session.id().number() * 1000));
        for (ObjectName name : names) {
            flip(name, 200);
            SessionReport report = verify(VerifyPlan.EVERYTHING);
            assertEquals(List.of(Code.OBJECT_DAMAGED), codes(report), name.value());
            flip(name, 200);
        }
        storage.delete(names.getFirst());
        assertEquals(List.of(Code.OBJECT_MISSING), codes(verify(VerifyPlan.EVERYTHING)));
    }

    @Test
    void aCancelledVerificationGoesOnWhereItStopped() throws Exception {
        for (int i = 0; i < 10; i++) {
            source.tree().file("/a/" + i, bytes(i, 2_000));
            bench.backup(source, "/a");
        }
        int all = bench.depot.register().cabinets().size();
        var progress = new RunProgress();
        var stopping = new StoppingTransport(storage, progress, all / 2);
        assertThrows(SessionCancelledException.class, () -> verify(VerifyPlan.EVERYTHING, stopping, progress));
        bench.clock.advance(Duration.ofHours(1));
        SessionReport rest = verify(VerifyPlan.EVERYTHING);
        assertTrue(rest.totals().processedCount() < all, "checked again: " + rest.totals().processedCount());
        assertTrue(rest.totals().processedCount() > 0, "some were left");
        bench.clock.advance(Duration.ofHours(1));
        assertEquals(all, verify(VerifyPlan.EVERYTHING).totals().processedCount(), "the next one begins anew");
    }

    @Test
    void aShareOfTheBytesTakesTurns() throws Exception {
        for (int i = 0; i < 10; i++) {
            source.tree().file("/a/" + i, bytes(i, 2_000));
            bench.backup(source, "/a");
        }
        int all = bench.depot.register().cabinets().size();
        long checked = 0;
        for (int turn = 0; turn < 10; turn++) {
            bench.clock.advance(Duration.ofHours(1));
            long count = verify(new VerifyPlan(10, 0, 0, false)).totals().processedCount();
            assertTrue(count < all / 2, "about a tenth, not " + count);
            checked += count;
        }
        assertTrue(checked >= all, checked + " of " + all);
        assertEquals(0, verify(new VerifyPlan(100, 1, 0, false)).totals().processedCount(), "all within a day");
        bench.clock.advance(Duration.ofDays(2));
        assertEquals(all, verify(new VerifyPlan(100, 1, 0, false)).totals().processedCount(), "none within a day");
    }

    @Test
    void anEmptyFolderInPlaceOfTheStorageIsNoLoss() throws Exception {
        source.tree().file("/a/x", bytes(1, 100));
        bench.backup(source, "/a");
        var empty = new MemoryTransport();
        BackupException failure = assertThrows(BackupException.class,
                () -> verify(VerifyPlan.EVERYTHING, empty, new RunProgress()));
        assertEquals(Code.DEVICE_MISSING, failure.code());
        assertTrue(bench.depot.damages().isEmpty());
    }

    private SessionReport verify(VerifyPlan plan) throws BackupException {
        return verify(plan, storage, new RunProgress());
    }

    private SessionReport verify(VerifyPlan plan, StorageTransport from,
            RunProgress progress) throws BackupException {
        SessionReport begun = bench.begin(SessionReport.ALL, Type.VERIFY);
        var depot = new Depot(bench.vault, from, bench.depot.register(), bench.depot.names())
                .with(bench.depot.damages());
        var troubles = new TroubleLog(depot.register(), begun.id(), progress, bench.clock);
        return new VerifyRun(depot, new VerifyTask(begun, plan, home, new ParityGroups(depot, home, bench.chance)),
                progress, troubles, bench.clock).run();
    }

    private List<Trouble> troubles(SessionReport report) {
        try {
            return bench.troubles(report);
        } catch (BackupException e) {
            throw new AssertionError(e);
        }
    }

    private List<Code> codes(SessionReport report) {
        return troubles(report).stream().map(Trouble::code).toList();
    }

    /** The first cabinet of that kind. */
    private CabinetDirectory cabinet(Kind kind) throws BackupException {
        for (int number = 0;; number++) {
            CabinetDirectory cabinet = bench.depot.register().cabinet(number);
            if (cabinet.kind() == kind) {
                return cabinet;
            }
        }
    }

    private byte[] bytes(ObjectName name) throws BackupException {
        ByteBuffer content = storage.get(name, 0, (int) storage.size(name));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private void flip(ObjectName name, long at) throws BackupException {
        byte[] bytes = bytes(name);
        bytes[(int) at] ^= 4;
        storage.delete(name);
        put(name, bytes);
    }

    private void put(ObjectName name, byte[] bytes) throws BackupException {
        bench.depot.storage().put(name, bytes);
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
