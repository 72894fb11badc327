package org.backupmanager.engine.internal.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.backup.UnlistedTransport;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.CleanUp.Outcome;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport.StoredObject;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanUpRunTest {

    private static final int DAYS = 7;

    @TempDir
    Path scratch;
    private final Vault vault = Schedule.vault();
    private final ObjectNames names = new ObjectNames("bench");
    private final MemoryTransport storage = new MemoryTransport();
    private TwinHome home;
    private SessionId first;

    @BeforeEach
    void backUpTwice() throws Exception {
        byte[] object = {1};
        storage.put(names.vault(), object);
        home = home("home");
        home.source.tree().file("/a/old", bytes(1, 200_000));
        first = home.backup(storage).id();
        home.source.tree().remove("/a/old").file("/a/new", bytes(2, 1_000));
        home.backup(storage);
    }

    private TwinHome home(String name) throws BackupException {
        var made = new TwinHome(name, vault, names, scratch, DAYS);
        made.open(storage, storage);
        return made;
    }

    private long stored() throws BackupException {
        return storage.list(names.cabinets()).stream().mapToLong(StoredObject::size).sum();
    }

    private Outcome dayAfterDay(int days) throws BackupException {
        Outcome last = home.cleanUp(storage, false);
        for (int day = 1; day < days; day++) {
            home.clock.advance(Duration.ofDays(1));
            last = home.cleanUp(storage, false);
        }
        return last;
    }

    @Test
    void theRoomOfARemovedSessionComesBackAfterTheQuarantine() throws Exception {
        long before = stored();
        home.removals(storage).remove(List.of(first), false);
        dayAfterDay(DAYS);
        assertEquals(before, stored(), "nothing goes in " + DAYS + " days");
        dayAfterDay(4);
        assertTrue(stored() < before - 150_000, before + " to " + stored());
        assertEquals(1, storage.list(names.sessions()).size());
        assertTrue(storage.list(names.quarantine()).isEmpty());
    }

    @Test
    void untilThenASessionComesBackWhole() throws Exception {
        home.removals(storage).remove(List.of(first), false);
        assertEquals(1, home.sessions().size());
        dayAfterDay(DAYS);
        home.removals(storage).undelete(List.of(first));
        dayAfterDay(2 * DAYS);
        assertEquals(State.COMPLETED, home.restore(storage, first, new FakeSource(), Path.of("out")).state());
        assertTrue(storage.list(names.quarantine()).isEmpty(), "its cabinets are free again");
    }

    @Test
    void aClockThatJumpsTenYearsAheadPurgesNothing() throws Exception {
        home.removals(storage).remove(List.of(first), false);
        home.cleanUp(storage, false);
        home.clock.advance(Duration.ofDays(3650));
        home.cleanUp(storage, false);
        home.cleanUp(storage, false);
        home.clock.advance(Duration.ofDays(-3650));
        home.cleanUp(storage, false);
        assertEquals(2, storage.list(names.sessions()).size());
    }

    @Test
    void aPreviewChangesNothingAndSaysWhatWouldGo() throws Exception {
        home.removals(storage).remove(List.of(first), false);
        Outcome preview = home.cleanUp(storage, true, 0);
        assertEquals(List.of(first), preview.purged());
        assertTrue(preview.unneeded().bytes() > 150_000, preview.toString());
        assertEquals(1, storage.list(names.quarantine()).size());
        assertEquals(2, storage.list(names.sessions()).size());
    }

    @Test
    void aRunningSessionHoldsBackWhatItMayRelyOn() throws Exception {
        long before = stored();
        try (Stay stay = home.attendance().begin()) {
            home.removals(storage).remove(List.of(first), false);
            for (int run = 0; run < 3; run++) {
                home.cleanUp(storage, false, 0);
            }
            assertEquals(2, storage.list(names.sessions()).size());
            assertEquals(before, stored());
            stay.confirm();
        }
        for (int run = 0; run < 3; run++) {
            home.cleanUp(storage, false, 0);
        }
        assertEquals(1, storage.list(names.sessions()).size());
        assertTrue(stored() < before);
    }

    @Test
    void anotherHomeIsWaitedForUntilItIsDeclaredDead() throws Exception {
        long before = stored();
        TwinHome other = home("other");
        other.attendance().begin().close();
        home.removals(storage).remove(List.of(first), false);
        for (int run = 0; run < 3; run++) {
            assertEquals(List.of(other.attendance().id()), home.cleanUp(storage, false, 0).waitingFor());
        }
        assertEquals(2, storage.list(names.sessions()).size());
        storage.put(names.retired(other.attendance().id()), List.of(), 0);
        for (int run = 0; run < 3; run++) {
            home.cleanUp(storage, false, 0);
        }
        assertTrue(stored() < before);
        var refused = assertThrows(BackupException.class, () -> other.backup(storage));
        assertEquals(Code.HOME_OUTDATED, refused.code());
        assertTrue(other.isOutdated());
    }

    @Test
    void theLastSessionOfASourceIsKept() throws Exception {
        home.removals(storage).remove(List.of(first), false);
        SessionId last = home.sessions().getFirst();
        assertCode(Code.SESSION_KEPT, () -> home.removals(storage).remove(List.of(last), false));
        assertCode(Code.NO_SESSION, () -> home.removals(storage).remove(List.of(first), false));
        home.removals(storage).remove(List.of(last), true);
        assertEquals(List.of(), home.sessions());
    }

    @Test
    void nothingIsRemovedWhereSomethingIsMissingOrAListingFails() throws Exception {
        home.removals(storage).remove(List.of(first), false);
        StoredObject cabinet = storage.list(names.cabinets()).getLast();
        storage.delete(storage.list(names.sessions()).getLast().name());
        assertCode(Code.OBJECT_MISSING, () -> home.cleanUp(storage, false, 0));
        assertTrue(storage.exists(cabinet.name()));
        assertCode(Code.STORAGE_FAILED, () -> home.cleanUp(new UnlistedTransport(storage), false, 0));
    }

    @Test
    void whatABackupStoresWhileACleanUpListsIsNotTakenForLost() throws Exception {
        var meanwhile = new ArrayList<CabinetDirectory>();
        var busy = new Routed(storage) {
            @Override
            public List<StoredObject> list(ObjectName prefix) throws BackupException {
                List<StoredObject> before = storage.list(prefix);
                if (prefix.equals(names.cabinets()) && meanwhile.isEmpty()) {
                    var depot = new Depot(vault, storage, home.register(), names);
                    meanwhile.add(Made.cabinet(depot, 7));
                    home.register().add(meanwhile.getFirst());
                }
                return before;
            }
        };
        home.open(storage, busy);
        home.cleanUp(busy, false);
        assertTrue(home.register().number(meanwhile.getFirst().id()).isPresent());
    }

    private static void assertCode(Code code, org.junit.jupiter.api.function.Executable action) {
        assertEquals(code, assertThrows(BackupException.class, action).code());
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
