package org.backupmanager.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.DiskTransport.Fault;
import org.junit.jupiter.api.Test;

class DiskTransportTest implements StorageTransportContract {

    private static final ObjectName A = new ObjectName("d/a");
    private static final ObjectName B = new ObjectName("d/b");

    private final DiskTransport disk = new DiskTransport();

    @Override
    public StorageTransport open() {
        return disk;
    }

    @Test
    void everyCrashPointOfAHistoryCanBeTried() throws Exception {
        var outcomes = new TreeSet<String>();
        for (Fault fault : List.of(Fault.POWER_CUT_BEFORE, Fault.POWER_CUT_AFTER)) {
            for (int operation = 1; operation <= 3; operation++) {
                var broken = new DiskTransport();
                broken.failAt(operation, fault);
                assertEquals(Code.STORAGE_FAILED, codeOf(() -> history(broken)));
                assertTrue(broken.isDead());
                assertEquals(Code.STORAGE_FAILED, codeOf(() -> broken.exists(A)));
                outcomes.add(broken.crash().list(new ObjectName("d")).toString());
            }
        }
        assertEquals(4, outcomes.size(), outcomes::toString);
    }

    @Test
    void anHonestDiskKeepsWhatWasPut() throws Exception {
        history(disk);
        DiskTransport after = disk.crash();
        assertFalse(after.exists(A));
        assertTrue(after.exists(B));
        assertEquals(3, disk.operations());
    }

    @Test
    void aDiskThatLiesLosesTearsAndReorders() throws Exception {
        var outcomes = new TreeSet<String>();
        for (int seed = 0; seed < 100; seed++) {
            DiskTransport liar = DiskTransport.withWriteCache(2, new SplittableRandom(seed));
            liar.put(new ObjectName("d/old"), new byte[10]);
            liar.put(A, new byte[10]);
            liar.put(B, new byte[10]);
            DiskTransport after = liar.crash();
            assertTrue(after.exists(new ObjectName("d/old")));
            outcomes.add(after.exists(A) + " " + after.exists(B));
        }
        assertEquals(4, outcomes.size(), outcomes::toString);
    }

    @Test
    void aFullDiskTakesNothingUntilThereIsRoom() throws Exception {
        disk.failAt(2, Fault.FULL);
        disk.put(A, new byte[10]);
        assertEquals(Code.STORAGE_FULL, codeOf(() -> disk.put(B, new byte[10])));
        assertEquals(Code.STORAGE_FULL, codeOf(() -> disk.put(B, new byte[10])));
        disk.delete(A);
        disk.makeRoom();
        disk.put(B, new byte[10]);
        assertTrue(disk.exists(B));
    }

    @Test
    void aFailureMayComeBeforeOrAfterTheDeed() throws Exception {
        disk.failAt(1, Fault.FAILS);
        disk.failAt(2, Fault.FAILS_AFTER_ALL);
        assertEquals(Code.STORAGE_FAILED, codeOf(() -> disk.put(A, new byte[10])));
        assertFalse(disk.exists(A));
        assertEquals(Code.STORAGE_FAILED, codeOf(() -> disk.put(A, new byte[10])));
        assertTrue(disk.exists(A));
    }

    @Test
    void damageIsSeenByReadersAndNotByCopies() throws Exception {
        disk.put(A, new byte[2]);
        disk.put(B, new byte[2]);
        DiskTransport copy = disk.copy();
        disk.flip(A, 9);
        assertArrayEquals(new byte[] {0, 2}, disk.get(A, 0, 2).array());
        disk.truncate(A, 1);
        assertEquals(1, disk.size(A));
        disk.lose(B);
        assertFalse(disk.exists(B));
        assertArrayEquals(new byte[2], copy.get(A, 0, 2).array());
        assertTrue(copy.exists(B));
    }

    private static void history(DiskTransport disk) throws BackupException {
        disk.put(A, new byte[10]);
        disk.put(B, new byte[10]);
        disk.delete(A);
    }

    private static Code codeOf(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(BackupException.class, action).code();
    }
}
