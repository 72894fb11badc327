package org.backupmanager.engine.internal.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.backup.Bench;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.stored.PurgedList;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.pipeline.ParityDecoder;
import org.backupmanager.pipeline.ParityGroup;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityGroupsTest {

    private static final ParityScheme SCHEME = new ParityScheme(4, 2);

    @TempDir
    Path scratch;

    private final MemoryTransport storage = new MemoryTransport();
    private Home home;
    private Bench bench;
    private ParityGroups groups;

    @BeforeEach
    void makeDevice() throws Exception {
        home = Home.hold(scratch.resolve("home"), "test");
        bench = new Bench(storage, scratch).in(home);
        groups = new ParityGroups(bench.depot, home, bench.chance);
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    @Test
    void aSettingSaysHowManyProtectHowMany() {
        assertEquals(Optional.of(new ParityScheme(20, 2)), ParityScheme.of("20+2"));
        assertEquals(Optional.empty(), ParityScheme.of("off"));
    }

    @Test
    void onlyWholeGroupsAreFormedAndEachCabinetIsInOne() throws Exception {
        store(3);
        assertEquals(0, form());
        store(6);
        assertEquals(2, form());
        assertEquals(2, groups.ids().size());
        assertEquals(8, groups.of(bench.depot.register().cabinets()).size());
        assertEquals(0, form(), "one is left over");
        store(3);
        assertEquals(1, form());
    }

    @Test
    void twoLostCabinetsOfAGroupComeBack() throws Exception {
        List<CabinetDirectory> cabinets = store(4);
        form();
        ParityGroup group = groups.read(groups.ids().iterator().next());
        var sources = new ArrayList<List<ObjectSource>>();
        for (int i = 0; i < 4; i++) {
            ObjectName name = bench.depot.names().cabinet(group.members().get(i).cabinet());
            sources.add(i < 2 ? List.of() : List.of(ObjectSource.of(storage, name)));
        }
        List<ObjectSource> parity = List.of(ObjectSource.of(storage, bench.depot.names().parity(group.id(), 0)),
                ObjectSource.of(storage, bench.depot.names().parity(group.id(), 1)));
        byte[] rebuilt = new ParityDecoder(group, sources, parity, () -> { }).rebuild(0).bytes();
        assertArrayEquals(bytes(bench.depot.names().cabinet(group.members().get(0).cabinet())), rebuilt);
        assertEquals(4, cabinets.size());
    }

    @Test
    void aHomeThatForgotItsGroupsReadsThemFromTheStorage() throws Exception {
        store(9);
        form();
        home.delete(Home.PARITY);
        store(2);
        assertEquals(0, form(), "three are free");
        assertEquals(2, groups.ids().size());
    }

    @Test
    void aGroupWhoseCabinetWasCleanedUpGoesAndTheOthersAreGroupedAgain() throws Exception {
        List<CabinetDirectory> cabinets = store(8);
        form();
        CabinetId removed = cabinets.getFirst().id();
        lose(removed);
        var list = new PurgedList("0123456789abcdef", 0, List.of(), new long[0]).and(List.of(), List.of(removed));
        bench.depot.storage().put(bench.depot.names().purged(list.home(), list.number()), list.encode(bench.vault));
        assertEquals(0, form(), "three are free");
        assertEquals(1, groups.ids().size());
        store(1);
        assertEquals(1, form());
        assertEquals(8, groups.of(bench.depot.register().cabinets()).size());
    }

    @Test
    void aGroupWhoseCabinetIsLostStaysSinceItCanBringItBack() throws Exception {
        List<CabinetDirectory> cabinets = store(4);
        form();
        lose(cabinets.getFirst().id());
        assertEquals(0, form());
        assertEquals(1, groups.ids().size());
    }

    @Test
    void aGroupIsReplacedOnlyWhenAnotherProtectsItsCabinets() throws Exception {
        store(4);
        form();
        String old = groups.ids().iterator().next();
        assertThrows(SessionCancelledException.class, () -> groups.renew(Set.of(old), Optional.of(SCHEME), () -> {
            throw new SessionCancelledException();
        }));
        assertEquals(Set.of(old), groups.ids());
        groups.renew(Set.of(old), Optional.of(SCHEME), () -> { });
        assertEquals(1, groups.ids().size());
        assertFalse(groups.ids().contains(old));
        assertEquals(4, groups.of(bench.depot.register().cabinets()).size());
    }

    private void lose(CabinetId cabinet) throws Exception {
        storage.delete(bench.depot.names().cabinet(cabinet));
        bench.depot.register().remove(cabinet);
    }

    @Test
    void parityWithoutAManifestGoesWhenItIsMetTwice() throws Exception {
        ObjectName left = bench.depot.names().parity("ab".repeat(16), 0);
        bench.depot.storage().put(left, new byte[100]);
        store(4);
        form();
        assertTrue(storage.exists(left), "another machine may just be writing it");
        store(4);
        form();
        assertFalse(storage.exists(left));
    }

    @Test
    void cabinetsOfVeryDifferentSizesShareNoGroup() throws Exception {
        store(3);
        CabinetDirectory large = Made.cabinet(bench.depot, 99, 5_000_000);
        bench.depot.register().add(large);
        assertEquals(0, form());
        store(1);
        assertEquals(1, form());
        assertTrue(groups.of(List.of(large.id())).isEmpty());
    }

    private int form() throws BackupException {
        return groups.form(SCHEME, () -> { });
    }

    private List<CabinetDirectory> store(int count) throws BackupException {
        var stored = new ArrayList<CabinetDirectory>();
        for (int i = 0; i < count; i++) {
            CabinetDirectory cabinet = Made.cabinet(bench.depot, i);
            bench.depot.register().add(cabinet);
            stored.add(cabinet);
        }
        return stored;
    }

    private byte[] bytes(ObjectName name) throws BackupException {
        ByteBuffer content = storage.get(name, 0, (int) storage.size(name));
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
