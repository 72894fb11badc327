package org.backupmanager.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.storage.StorageTransport.StoredObject;

/** The steps that the clauses of {@link StorageTransportContract} are made of. */
final class StorageSteps {

    private StorageSteps() {
    }

    static ObjectName name(String value) {
        return new ObjectName(value);
    }

    static List<ObjectName> namesBelow(StorageTransport storage, ObjectName prefix) throws BackupException {
        return storage.list(prefix).stream().map(StoredObject::name).toList();
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static int crc(byte[] content) {
        var crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }

    static byte[] get(StorageTransport storage, ObjectName name) throws BackupException {
        ByteBuffer all = storage.get(name, 0, 1 << 30);
        byte[] bytes = new byte[all.remaining()];
        all.get(bytes);
        return bytes;
    }

    static Code codeOf(Action action) {
        return assertThrows(BackupException.class, action::run).code();
    }

    /** The code of the failure, or {@code INTERNAL} where there was none. */
    static Code outcome(Action action) throws Exception {
        try {
            action.run();
            return Code.INTERNAL;
        } catch (BackupException e) {
            return e.code();
        }
    }

    static void inEightThreads(Writer work) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var results = new ArrayList<Future<Void>>();
            for (int i = 0; i < 8; i++) {
                int writer = i;
                results.add(threads.submit((Callable<Void>) () -> {
                    start.await();
                    work.write(writer);
                    return null;
                }));
            }
            start.countDown();
            for (Future<Void> result : results) {
                result.get();
            }
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** What one of several threads does. */
    @FunctionalInterface
    interface Writer {
        void write(int number) throws Exception;
    }
}
