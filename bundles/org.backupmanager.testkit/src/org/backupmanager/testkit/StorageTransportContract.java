package org.backupmanager.testkit;

import static org.backupmanager.testkit.StorageSteps.bytes;
import static org.backupmanager.testkit.StorageSteps.codeOf;
import static org.backupmanager.testkit.StorageSteps.crc;
import static org.backupmanager.testkit.StorageSteps.get;
import static org.backupmanager.testkit.StorageSteps.inEightThreads;
import static org.backupmanager.testkit.StorageSteps.name;
import static org.backupmanager.testkit.StorageSteps.namesBelow;
import static org.backupmanager.testkit.StorageSteps.outcome;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.model.Code;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectMissingException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.storage.StorageTransport.StoredObject;
import org.junit.jupiter.api.Test;

/**
 * What every storage has to keep. A test class implements {@link #open}, and each clause below becomes one of its
 * tests.
 */
public interface StorageTransportContract {

    /**
     * Opens the storage under test: empty at the first call in each test, and the same storage in all calls of that
     * test.
     */
    StorageTransport open() throws Exception;

    /**
     * Stores a small object under each name; for many names, a storage that is slow to make objects durable may do it
     * in a quicker way of its own.
     */
    default void fill(StorageTransport storage, List<ObjectName> names) throws Exception {
        for (ObjectName name : names) {
            storage.put(name, bytes(name.hashCode(), 10));
        }
    }

    @Test
    default void getReturnsWhatWasPut() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(1, 100_000);
            storage.put(name("d/cabinets/ab/cdef"), content);
            assertArrayEquals(content, get(storage, name("d/cabinets/ab/cdef")));
            assertEquals(content.length, storage.size(name("d/cabinets/ab/cdef")));
            assertTrue(storage.exists(name("d/cabinets/ab/cdef")));
        }
    }

    @Test
    default void putJoinsItsPartsAndLeavesTheirPositions() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(2, 3_000_000);
            ByteBuffer heap = ByteBuffer.wrap(content, 0, 1_900_000);
            ByteBuffer direct = ByteBuffer.allocateDirect(1_100_010).position(10)
                    .put(content, 1_900_000, 1_100_000).position(10);
            storage.put(name("d/parts"), List.of(heap, ByteBuffer.allocate(0), direct.asReadOnlyBuffer()),
                    crc(content));
            assertArrayEquals(content, get(storage, name("d/parts")));
            assertEquals(0, heap.position());
            assertEquals(10, direct.position());
        }
    }

    @Test
    default void whatIsPutAtAPaceIsWholeAndAskedForByteByByte() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(2, 300_000);
            var allowed = new AtomicInteger();
            storage.put(name("d/pace"), List.of(ByteBuffer.wrap(content, 0, 100), ByteBuffer.wrap(content, 100,
                    content.length - 100)), crc(content), wanted -> {
                        int piece = Math.min(wanted, 7_000);
                        allowed.addAndGet(piece);
                        return piece;
                    });
            assertArrayEquals(content, get(storage, name("d/pace")));
            assertEquals(content.length, allowed.get());
        }
    }

    @Test
    default void whatIsStoppedAtAPaceIsNotThere() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(2, 300_000);
            var asked = new AtomicInteger();
            assertEquals(Code.CANCELLED, codeOf(() -> storage.put(name("d/stopped"), List.of(ByteBuffer.wrap(content)),
                    crc(content), wanted -> {
                        if (asked.incrementAndGet() > 3) {
                            throw new SessionCancelledException();
                        }
                        return 1000;
                    })));
            assertFalse(storage.exists(name("d/stopped")));
            storage.put(name("d/stopped"), content);
            assertArrayEquals(content, get(storage, name("d/stopped")));
        }
    }

    @Test
    default void rangesAreServedExactlyAndEndWithTheObject() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(3, 50_000);
            storage.put(name("d/ranges"), content);
            assertEquals(ByteBuffer.wrap(content, 0, 1), storage.get(name("d/ranges"), 0, 1));
            assertEquals(ByteBuffer.wrap(content, 123, 40_000), storage.get(name("d/ranges"), 123, 40_000));
            assertEquals(ByteBuffer.wrap(content, 49_999, 1), storage.get(name("d/ranges"), 49_999, 500));
            assertEquals(0, storage.get(name("d/ranges"), 50_000, 10).remaining());
            assertEquals(0, storage.get(name("d/ranges"), 5_000_000_000L, 10).remaining());
            assertEquals(0, storage.get(name("d/ranges"), 7, 0).remaining());
        }
    }

    @Test
    default void aRangeIsABufferOfItsOwn() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(4, 1000);
            storage.put(name("d/own"), content);
            ByteBuffer first = storage.get(name("d/own"), 0, 1000);
            assertFalse(first.isReadOnly());
            first.put(0, (byte) ~first.get(0));
            assertArrayEquals(content, get(storage, name("d/own")));
        }
    }

    @Test
    default void aMissingObjectIsSaidToBeMissing() throws Exception {
        try (StorageTransport storage = open()) {
            storage.put(name("d/here"), bytes(5, 10));
            ObjectName missing = name("d/elsewhere/missing");
            assertFalse(storage.exists(missing));
            assertThrows(ObjectMissingException.class, () -> storage.get(missing, 0, 10));
            assertThrows(ObjectMissingException.class, () -> storage.size(missing));
        }
    }

    @Test
    default void putTwiceIsHarmless() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(6, 20_000);
            storage.put(name("d/twice"), content);
            storage.put(name("d/twice"), content);
            assertArrayEquals(content, get(storage, name("d/twice")));
            assertEquals(List.of(new StoredObject(name("d/twice"), 20_000)), storage.list(name("d")));
        }
    }

    @Test
    default void otherBytesUnderATakenNameAreRefused() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(7, 20_000);
            storage.put(name("d/taken"), content);
            assertEquals(Code.OBJECT_DAMAGED, codeOf(() -> storage.put(name("d/taken"), bytes(8, 20_000))));
            assertEquals(Code.OBJECT_DAMAGED, codeOf(() -> storage.put(name("d/taken"), bytes(7, 19_999))));
            assertArrayEquals(content, get(storage, name("d/taken")));
        }
    }

    @Test
    default void bytesThatDoNotFitTheirChecksumAreRefused() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(9, 20_000);
            assertEquals(Code.OBJECT_DAMAGED,
                    codeOf(() -> storage.put(name("d/wrong"), List.of(ByteBuffer.wrap(content)), crc(content) ^ 1)));
            assertFalse(storage.exists(name("d/wrong")));
            assertEquals(List.of(), storage.list(name("d")));
        }
    }

    @Test
    default void whatWasPutIsListedAtOnceByEveryUser() throws Exception {
        try (StorageTransport storage = open(); StorageTransport other = open()) {
            storage.put(name("d/sessions/000000000001"), bytes(10, 77));
            assertEquals(List.of(new StoredObject(name("d/sessions/000000000001"), 77)),
                    other.list(name("d/sessions")));
            assertTrue(other.exists(name("d/sessions/000000000001")));
            assertArrayEquals(bytes(10, 77), get(other, name("d/sessions/000000000001")));
        }
    }

    @Test
    default void whatIsStoredStaysWhenTheStorageIsClosed() throws Exception {
        try (StorageTransport storage = open()) {
            storage.put(name("d/stays"), bytes(11, 1000));
        }
        try (StorageTransport storage = open()) {
            assertArrayEquals(bytes(11, 1000), get(storage, name("d/stays")));
        }
    }

    @Test
    default void listIsCompleteOverTenThousandNamesAndInTheirOrder() throws Exception {
        var names = new ArrayList<ObjectName>();
        for (int i = 0; i < 10_000; i++) {
            String hex = "%08x".formatted(i * 0x9E3779B1);
            names.add(name("d/cabinets/" + hex.substring(0, 2) + "/" + hex));
        }
        try (StorageTransport storage = open()) {
            fill(storage, names);
            names.sort(null);
            assertEquals(names, namesBelow(storage, name("d")));
        }
    }

    @Test
    default void onlyWhatIsBelowThePrefixIsListed() throws Exception {
        try (StorageTransport storage = open()) {
            for (String each : List.of("d/a/1", "d/a/b/2", "d/a-b/3", "d/aa", "e/a/4", "d/b")) {
                storage.put(name(each), bytes(12, 5));
            }
            assertEquals(List.of(name("d/a/1"), name("d/a/b/2")), namesBelow(storage, name("d/a")));
            assertEquals(List.of(), storage.list(name("d/none")));
            assertEquals(List.of(), storage.list(name("nobody")));
            assertEquals(List.of("d", "e"), storage.roots());
        }
    }

    @Test
    default void anEmptyStorageHasNothing() throws Exception {
        try (StorageTransport storage = open()) {
            assertEquals(List.of(), storage.roots());
            assertEquals(List.of(), storage.list(name("d")));
            assertFalse(storage.exists(name("d/vault")));
            assertTrue(storage.free().orElse(1) > 0);
            assertFalse(storage.label().isBlank());
        }
    }

    @Test
    default void whatIsDeletedIsMissing() throws Exception {
        try (StorageTransport storage = open()) {
            storage.put(name("d/gone"), bytes(13, 100));
            storage.put(name("d/kept"), bytes(13, 100));
            storage.delete(name("d/gone"));
            assertFalse(storage.exists(name("d/gone")));
            assertThrows(ObjectMissingException.class, () -> storage.get(name("d/gone"), 0, 1));
            assertEquals(List.of(new StoredObject(name("d/kept"), 100)), storage.list(name("d")));
            storage.put(name("d/gone"), bytes(14, 50));
            assertArrayEquals(bytes(14, 50), get(storage, name("d/gone")));
        }
    }

    @Test
    default void deletingWhatIsMissingIsHarmless() throws Exception {
        try (StorageTransport storage = open()) {
            storage.delete(name("d/never/was"));
            storage.delete(name("d/never/was"));
            assertEquals(List.of(), storage.list(name("d")));
        }
    }

    @Test
    default void anObjectMayBeEmpty() throws Exception {
        try (StorageTransport storage = open()) {
            storage.put(name("d/empty"), List.of(), 0);
            storage.put(name("d/empty"), List.of(ByteBuffer.allocate(0)), 0);
            assertEquals(0, storage.size(name("d/empty")));
            assertEquals(0, storage.get(name("d/empty"), 0, 10).remaining());
            assertEquals(List.of(new StoredObject(name("d/empty"), 0)), storage.list(name("d")));
        }
    }

    @Test
    default void anObjectOf64MiBComesBackWhole() throws Exception {
        try (StorageTransport storage = open()) {
            byte[] content = bytes(15, 64 << 20);
            ByteBuffer direct = ByteBuffer.allocateDirect(40 << 20).put(content, 0, 40 << 20).flip();
            storage.put(name("d/large"), List.of(direct, ByteBuffer.wrap(content, 40 << 20, 24 << 20)), crc(content));
            assertArrayEquals(content, get(storage, name("d/large")));
        }
    }

    @Test
    default void eightWritersDoNotDisturbOneAnother() throws Exception {
        try (StorageTransport storage = open()) {
            inEightThreads(writer -> {
                for (int i = 0; i < 8; i++) {
                    storage.put(name("d/%02x/%d".formatted(i, writer)), bytes(writer, 30_000 + i));
                }
            });
            assertEquals(64, storage.list(name("d")).size());
            for (int writer = 0; writer < 8; writer++) {
                assertArrayEquals(bytes(writer, 30_003), get(storage, name("d/03/" + writer)));
            }
        }
    }

    @Test
    default void eightWritersOfTheSameObjectStoreItOnce() throws Exception {
        try (StorageTransport storage = open()) {
            inEightThreads(_ -> storage.put(name("d/new/same"), bytes(16, 500_000)));
            assertArrayEquals(bytes(16, 500_000), get(storage, name("d/new/same")));
            assertEquals(1, storage.list(name("d")).size());
        }
    }

    @Test
    default void ofEightWritersWithOtherBytesOneWins() throws Exception {
        try (StorageTransport storage = open()) {
            var outcomes = new ArrayList<Code>(Collections.nCopies(8, Code.INTERNAL));
            inEightThreads(writer -> outcomes.set(writer,
                    outcome(() -> storage.put(name("d/new/one"), bytes(writer, 9000)))));
            assertEquals(7, outcomes.stream().filter(Code.OBJECT_DAMAGED::equals).count(), outcomes::toString);
            assertArrayEquals(bytes(outcomes.indexOf(Code.INTERNAL), 9000), get(storage, name("d/new/one")));
        }
    }

    @Test
    default void anInterruptedPutIsCancelledAndLeavesNothing() throws Exception {
        try (StorageTransport storage = open()) {
            Thread.currentThread().interrupt();
            Code code = codeOf(() -> storage.put(name("d/cancelled"), bytes(17, 1_000_000)));
            assertTrue(Thread.interrupted(), "the thread stays interrupted");
            assertEquals(Code.CANCELLED, code);
            assertFalse(storage.exists(name("d/cancelled")));
            assertEquals(List.of(), storage.list(name("d")));
        }
    }

    @Test
    default void anInterruptedGetIsCancelled() throws Exception {
        try (StorageTransport storage = open()) {
            storage.put(name("d/here"), bytes(18, 1_000_000));
            Thread.currentThread().interrupt();
            Code code = codeOf(() -> storage.get(name("d/here"), 0, 1_000_000));
            assertTrue(Thread.interrupted(), "the thread stays interrupted");
            assertEquals(Code.CANCELLED, code);
            assertArrayEquals(bytes(18, 1_000_000), get(storage, name("d/here")));
        }
    }

    @Test
    default void closingTwiceIsHarmless() throws Exception {
        StorageTransport storage = open();
        storage.close();
        storage.close();
    }
}
