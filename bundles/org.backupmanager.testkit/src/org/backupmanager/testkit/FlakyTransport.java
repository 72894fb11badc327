package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/**
 * A storage whose every n-th call fails with a {@link Code#retryable retryable} code, as a bad connection does: in turn
 * before anything was done, and after
 * all was done, so that only the answer is lost. Trying again always helps if n is 2 or more.
 */
public final class FlakyTransport implements StorageTransport {

    private final StorageTransport storage;
    private final int everyNth;
    private final AtomicLong calls = new AtomicLong();

    /**
     * Lets every n-th call fail.
     *
     * @param storage what the calls go to; closed with this one
     * @param everyNth 1 or more; 1 lets every call fail
     */
    public FlakyTransport(StorageTransport storage, int everyNth) {
        if (everyNth < 1) {
            throw new IllegalArgumentException("every 1st call at the most, not every " + everyNth + "th");
        }
        this.storage = storage;
        this.everyNth = everyNth;
    }

    /** How many calls there were, failed ones too. */
    public long calls() {
        return calls.get();
    }

    /** How many calls failed because of this class. */
    public long failures() {
        return calls.get() / everyNth;
    }

    @Override
    public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
        call(() -> {
            storage.put(name, content, crc32c);
            return name;
        });
    }

    @Override
    public ByteBuffer get(ObjectName name, long offset, int length) throws BackupException {
        return call(() -> storage.get(name, offset, length));
    }

    @Override
    public long size(ObjectName name) throws BackupException {
        return call(() -> storage.size(name));
    }

    @Override
    public boolean exists(ObjectName name) throws BackupException {
        return call(() -> storage.exists(name));
    }

    @Override
    public List<StoredObject> list(ObjectName prefix) throws BackupException {
        return call(() -> storage.list(prefix));
    }

    @Override
    public List<String> roots() throws BackupException {
        return call(storage::roots);
    }

    @Override
    public void delete(ObjectName name) throws BackupException {
        call(() -> {
            storage.delete(name);
            return name;
        });
    }

    @Override
    public OptionalLong free() throws BackupException {
        return call(storage::free);
    }

    @Override
    public String label() {
        return storage.label();
    }

    @Override
    public void close() {
        storage.close();
    }

    private <T> T call(Call<T> call) throws BackupException {
        long number = calls.incrementAndGet();
        boolean fails = number % everyNth == 0;
        boolean before = number / everyNth % 2 == 1;
        if (fails && before) {
            throw failure(number);
        }
        T answer = call.run();
        if (fails) {
            throw failure(number);
        }
        return answer;
    }

    private BackupException failure(long number) {
        return new BackupException(Code.STORAGE_FAILED, label(), "the connection broke at call " + number);
    }

    /** One call of the storage. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws BackupException;
    }
}
