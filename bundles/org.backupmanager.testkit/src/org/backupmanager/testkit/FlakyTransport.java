package org.backupmanager.testkit;

import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageTransport;

/**
 * A storage whose every n-th call fails with a {@link Code#retryable retryable} code, as a bad connection does: in turn
 * before anything was done, and after all was done, so that only the answer is lost. Trying again always helps if n is
 * 2 or more.
 */
public final class FlakyTransport extends ForwardingTransport {

    private final int everyNth;
    private final AtomicLong calls = new AtomicLong();

    /**
     * Lets every n-th call fail.
     *
     * @param storage what the calls go to; closed with this one
     * @param everyNth 1 or more; 1 lets every call fail
     */
    public FlakyTransport(StorageTransport storage, int everyNth) {
        super(storage);
        if (everyNth < 1) {
            throw new IllegalArgumentException("every 1st call at the most, not every " + everyNth + "th");
        }
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
    public <T> T call(Call<T> call) throws BackupException {
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
}
