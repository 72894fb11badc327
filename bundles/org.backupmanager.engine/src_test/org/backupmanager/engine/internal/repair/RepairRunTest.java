package org.backupmanager.engine.internal.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.parity.ParityScheme;
import org.backupmanager.engine.internal.repair.RepairTask.Origin;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.verify.VerifyRun;
import org.backupmanager.engine.internal.verify.VerifyTask;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.VerifyPlan;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairRunTest {

    private static final ParityScheme SCHEME = new ParityScheme(6, 2);

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private final FakeSource source = new FakeSource();
    private final List<SessionReport> sessions = new ArrayList<>();
    private Home home;
    private Bench bench;
    private ParityGroups groups;

    @BeforeEach
    void makeDevice() throws Exception {
        home = Home.hold(scratch.resolve("home"), "test");
        bench = new Bench(storage, scratch).in(home);
        groups = new ParityGroups(bench.depot, home, bench.chance);
        bench.depot.storage().put(bench.depot.names().vault(), bench.vault.lock("test".toCharArray()));
        while (bench.depot.register().cabinets().size() < 6) {
            int number = sessions.size();
            source.tree().file("/a/" + number, bytes(number, 30_000));
            sessions.add(bench.backup(source, "/a"));
        }
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    @Test
    void whatIsSoundIsLeftAlone() throws Exception {
        groups.form(SCHEME, () -> { });
        List<ObjectName> before = names();
        SessionReport report = repair(true, Optional.empty(), false);
        assertEquals(State.COMPLETED, report.state());
        assertEquals(List.of(), codes(report));
        assertEquals(before, names());
    }

    @Test
    void aPlanChangesNothingAndSaysWhatHealsFromWhat() throws Exception {
        groups.form(SCHEME, () -> { });
        storage.delete(cabinet(0));
        flip(cabinet(1), 200);
        List<ObjectName> before = names();
        verify();
        SessionReport plan = repair(false, Optional.empty(), false);
        assertEquals(State.COMPLETED, plan.state(), () -> details(plan).toString());
        assertEquals(List.of(Code.HEALABLE, Code.HEALABLE), codes(plan));
        assertTrue(details(plan).getFirst().contains("parity"), details(plan).toString());
        assertEquals(before, names());
        assertFalse(bench.depot.damages().isEmpty());
    }

    @Test
    void missingAndDamagedCabinetsHealFromParity() throws Exception {
        groups.form(SCHEME, () -> { });
        ObjectName missing = cabinet(0);
        storage.delete(missing);
        ObjectName damaged = cabinet(1);
        flipEveryBlock(damaged);
        verify();
        SessionReport report = repair(true, Optional.empty(), false);
        assertEquals(List.of(Code.HEALED, Code.HEALED), codes(report), () -> details(report).toString());
        assertTrue(storage.exists(missing), "it is back under its name");
        assertTrue(storage.exists(damaged), "it is in quarantine, and a new one has what was in it");
        assertTrue(bench.depot.attendance().isCondemned(1));
        assertEverythingIsWell();
    }

    @Test
    void whatParityCannotHealComesFromASecondCopy() throws Exception {
        groups.form(SCHEME, () -> { });
        MemoryTransport copy = copy();
        for (int i = 0; i < 2; i++) {
            storage.delete(cabinet(i));
        }
        for (int i = 2; i < 4; i++) {
            flipEveryBlock(cabinet(i));
        }
        // the copy has lost something too, so that only both together help
        copy.delete(cabinet(0));
        verify();
        SessionReport without = repair(false, Optional.empty(), false);
        assertTrue(codes(without).contains(Code.NOT_HEALABLE));
        assertTrue(codes(without).contains(Code.ITEM_LOST));
        SessionReport report = repair(true, Optional.of(copy), false);
        assertEquals(State.COMPLETED, report.state(), () -> details(report).toString());
        assertEverythingIsWell();
    }

    @Test
    void whatNobodyElseHasComesFromTheFilesThemselves() throws Exception {
        for (CabinetId id : bench.depot.register().cabinets()) {
            flipEveryBlock(bench.depot.names().cabinet(id));
        }
        verify();
        SessionReport plan = repair(false, Optional.empty(), true);
        assertEquals(State.COMPLETED, plan.state(), () -> details(plan).toString());
        assertTrue(details(plan).toString().contains("the files themselves"), () -> details(plan).toString());
        assertTrue(details(plan).toString().contains("the Backup Register"), () -> details(plan).toString());
        SessionReport report = repair(true, Optional.empty(), true);
        assertEquals(State.COMPLETED, report.state(), () -> details(report).toString());
        assertEverythingIsWell();
    }

    @Test
    void whatNobodyHasStaysLostByNameAndTheRestHeals() throws Exception {
        for (CabinetId id : bench.depot.register().cabinets()) {
            flipEveryBlock(bench.depot.names().cabinet(id));
        }
        source.tree().remove("/a/0").file("/a/1", bytes(99, 30_000));
        verify();
        SessionReport report = repair(true, Optional.empty(), true);
        assertEquals(State.COMPLETED_WITH_ERRORS, report.state());
        List<String> lost = bench.troubles(report).stream().filter(trouble -> trouble.code() == Code.ITEM_LOST)
                .map(trouble -> trouble.path().toString()).sorted().toList();
        assertEquals(List.of("/a/0", "/a/1"), lost);
        SessionReport again = repair(true, Optional.empty(), true);
        assertEquals(codes(report).stream().filter(code -> code == Code.NOT_HEALABLE).count(),
                codes(again).stream().filter(code -> code == Code.NOT_HEALABLE).count(), "the same stays damaged");
    }

    @Test
    void whereNobodyVerifiedTheRepairLooksForDamageItself() throws Exception {
        groups.form(SCHEME, () -> { });
        ObjectName missing = cabinet(0);
        storage.delete(missing);
        ObjectName damaged = cabinet(1);
        flipEveryBlock(damaged);
        assertEquals(List.of(Code.HEALABLE, Code.HEALABLE), codes(repair(false, Optional.empty(), false)));
        SessionReport report = repair(true, Optional.empty(), false);
        assertEquals(List.of(Code.HEALED, Code.HEALED), codes(report), () -> details(report).toString());
        assertEquals(2, report.totals().selectedCount(), "what was only read does not count");
        assertEverythingIsWell();
    }

    @Test
    void whereTheVerificationIsADayOldTheRepairReadsTheRestAgain() throws Exception {
        groups.form(SCHEME, () -> { });
        flipEveryBlock(cabinet(1));
        verify();
        flipEveryBlock(cabinet(2));
        bench.clock.advance(Duration.ofDays(2));
        SessionReport report = repair(true, Optional.empty(), false);
        assertEquals(List.of(Code.HEALED, Code.HEALED), codes(report), () -> details(report).toString());
        assertEverythingIsWell();
    }

    @Test
    void damagedParityIsMadeAnewWhereNobodyVerified() throws Exception {
        groups.form(SCHEME, () -> { });
        String group = groups.ids().iterator().next();
        flip(bench.depot.names().parity().child(group).child("1"), 200);
        assertEquals(List.of(Code.HEALED), codes(repair(true, Optional.empty(), false)));
        assertEverythingIsWell();
    }

    @Test
    void onAnotherMachineParityBringsBackWhatItNeverSaw() throws Exception {
        groups.form(SCHEME, () -> { });
        storage.delete(cabinet(0));
        storage.delete(cabinet(1));
        Bench elsewhere = bench.elsewhere(storage);
        try (Home other = Home.hold(scratch.resolve("other"), "test")) {
            var known = elsewhere.in(other);
            for (var wound : elsewhere.depot.damages().all().entrySet()) {
                known.depot.damages().add(wound.getKey(), known.depot.register().cabinet(wound.getKey()), true,
                        wound.getValue().frames());
            }
            SessionReport report = repair(known.depot, new ParityGroups(known.depot, other, bench.chance), true,
                    Optional.empty(), false);
            assertEquals(List.of(Code.HEALED, Code.HEALED), codes(report), () -> details(report).toString());
        }
        assertEverythingIsWell();
    }

    @Test
    void repairingTwiceChangesNothingTheSecondTime() throws Exception {
        groups.form(SCHEME, () -> { });
        storage.delete(cabinet(0));
        flip(cabinet(1), 200);
        verify();
        repair(true, Optional.empty(), false);
        List<ObjectName> before = names();
        assertEquals(List.of(), codes(repair(true, Optional.empty(), false)));
        assertEquals(before, names());
    }

    @Test
    void damagedParityAndDamagedManifestsAreMadeAnew() throws Exception {
        groups.form(SCHEME, () -> { });
        for (String damaged : List.of("1", "manifest")) {
            String group = groups.ids().iterator().next();
            flip(bench.depot.names().parity().child(group).child(damaged), 200);
            SessionReport verified = verify();
            assertEquals(List.of(Code.OBJECT_DAMAGED), codes(verified), damaged);
            SessionReport report = repair(true, Optional.empty(), false);
            assertEquals(List.of(Code.HEALED), codes(report), damaged);
            assertEverythingIsWell();
            assertEquals(1, groups.ids().size());
            assertFalse(groups.ids().contains(group));
        }
    }

    @Test
    void rootsHealFromTheRegisterAndTheVaultObjectFromACopy() throws Exception {
        MemoryTransport copy = copy();
        flip(bench.depot.names().session(sessions.get(0).id()), 200);
        storage.delete(bench.depot.names().session(sessions.get(1).id()));
        flip(bench.depot.names().vault(), 150);
        flip(bench.depot.names().registerPart(sessions.get(0).id().number() * 1000), 200);
        assertEquals(List.of(Code.NOT_HEALABLE, Code.HEALABLE, Code.HEALABLE, Code.HEALABLE),
                codes(repair(false, Optional.empty(), false)));
        SessionReport report = repair(true, Optional.of(copy), false);
        assertEquals(State.COMPLETED, report.state(), () -> details(report).toString());
        assertEverythingIsWell();
    }

    private void assertEverythingIsWell() throws Exception {
        assertFalse(bench.depot.isDamaged(), () -> bench.depot.damages().all().toString());
        SessionReport verified = verify();
        assertEquals(State.COMPLETED, verified.state(), () -> details(verified).toString());
        Bench elsewhere = bench.elsewhere(storage);
        for (Bench each : List.of(bench, elsewhere)) {
            for (SessionReport session : sessions) {
                SessionReport restored = each.restore(source, session, Optional.of(Path.of("out")));
                assertEquals(State.COMPLETED, restored.state());
            }
        }
    }

    private SessionReport verify() throws Exception {
        SessionReport begun = bench.begin(SessionReport.ALL, Type.VERIFY);
        var progress = new RunProgress();
        var troubles = new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock);
        var task = new VerifyTask(begun, new VerifyPlan(100, 0, 0, true), home, groups);
        return new VerifyRun(bench.depot, task, progress, troubles, bench.clock).run();
    }

    private SessionReport repair(boolean apply, Optional<StorageTransport> copy, boolean fromSource)
            throws Exception {
        return repair(bench.depot, groups, apply, copy, fromSource);
    }

    private SessionReport repair(Depot depot, ParityGroups protecting, boolean apply, Optional<StorageTransport> copy,
            boolean fromSource) throws Exception {
        SessionReport begun = bench.begin(SessionReport.ALL, Type.REPAIR);
        var progress = new RunProgress();
        var troubles = new TroubleLog(bench.depot.register(), begun.id(), progress, bench.clock);
        List<Origin> origins = fromSource ? List.of(new Origin(source, Bench.selection("/a"), List.of())) : List.of();
        var task = new RepairTask(begun, apply, copy, protecting, Optional.of(SCHEME), origins, Bench.SETTINGS,
                scratch, home);
        return new RepairRun(depot, task, progress, troubles, bench.clock, bench.chance).run();
    }

    private List<Code> codes(SessionReport report) throws Exception {
        return bench.troubles(report).stream().map(Trouble::code).toList();
    }

    private List<String> details(SessionReport report) {
        try {
            return bench.troubles(report).stream().map(trouble -> trouble.path() + ": " + trouble.detail()).toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private MemoryTransport copy() throws Exception {
        var copy = new MemoryTransport();
        for (var object : storage.list(new ObjectName("bench"))) {
            copy.put(object.name(), content(object.name()));
        }
        return copy;
    }

    private List<ObjectName> names() throws Exception {
        return storage.list(new ObjectName("bench")).stream().map(StorageTransport.StoredObject::name).toList();
    }

    private ObjectName cabinet(int number) throws Exception {
        return bench.depot.names().cabinet(bench.depot.register().cabinet(number).id());
    }

    private byte[] content(ObjectName name) throws Exception {
        ByteBuffer content = storage.get(name, 0, (int) storage.size(name));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private void flip(ObjectName name, int at) throws Exception {
        byte[] bytes = content(name);
        bytes[at] ^= 4;
        storage.delete(name);
        bench.depot.storage().put(name, bytes);
    }

    /** One byte in a hundred, so that nothing of it is sound. */
    private void flipEveryBlock(ObjectName name) throws Exception {
        byte[] bytes = content(name);
        for (int at = 0; at < bytes.length; at += 100) {
            bytes[at + (at / 100) % 90] ^= 4;
        }
        storage.delete(name);
        bench.depot.storage().put(name, bytes);
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
