package org.backupmanager.testkit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.session.Progress;
import org.backupmanager.session.SessionCancelledException;

/**
 * Progress that insists on the rules: what is done never exceeds what is expected, and work that was cancelled asks
 * soon whether to go on. A broken rule is an
 * {@link AssertionError} at once, and again in {@link #verify}, since the code under test may have caught the first.
 */
public final class StrictProgress implements Progress {

    /** Messages that work may still send after {@link #cancel} before it must have asked. */
    public static final int GRACE = 256;

    private final Count items = new Count();
    private final Count bytes = new Count();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean askedSince = new AtomicBoolean();
    private final AtomicInteger messagesSince = new AtomicInteger();
    private final AtomicReference<String> broken = new AtomicReference<>("");

    @Override
    public void expect(Work work, long n) {
        require(n >= 0, "expected " + n + " more " + work);
        count(work).expected.addAndGet(n);
        noteMessage();
    }

    @Override
    public void done(Work work, long n) {
        require(n >= 0, "done " + n + " more " + work);
        long done = count(work).done.addAndGet(n);
        long expected = count(work).expected.get();
        require(done <= expected, done + " " + work + " done, but only " + expected + " expected");
        noteMessage();
    }

    @Override
    public void note(String text) {
        noteMessage();
    }

    @Override
    public void checkCancelled() throws SessionCancelledException {
        if (cancelled.get()) {
            askedSince.set(true);
            throw new SessionCancelledException();
        }
    }

    /** From now on {@link #checkCancelled} throws. */
    public void cancel() {
        cancelled.set(true);
    }

    /** How much was announced. */
    public long expected(Work work) {
        return count(work).expected.get();
    }

    /** How much was done. */
    public long done(Work work) {
        return count(work).done.get();
    }

    /** To be called when the work is over: fails if a rule was broken, or if the work was cancelled and never asked. */
    public void verify() {
        if (!broken.get().isEmpty()) {
            throw new AssertionError(broken.get());
        }
        if (cancelled.get() && !askedSince.get()) {
            throw new AssertionError("cancelled, but nobody asked");
        }
    }

    private void noteMessage() {
        if (cancelled.get() && !askedSince.get()) {
            require(messagesSince.incrementAndGet() <= GRACE,
                    GRACE + " messages since it was cancelled, and nobody asked");
        }
    }

    private Count count(Work work) {
        return work == Work.ITEMS ? items : bytes;
    }

    private void require(boolean kept, String otherwise) {
        if (!kept) {
            broken.compareAndSet("", otherwise);
            throw new AssertionError(otherwise);
        }
    }

    private static final class Count {
        private final AtomicLong expected = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
    }
}
