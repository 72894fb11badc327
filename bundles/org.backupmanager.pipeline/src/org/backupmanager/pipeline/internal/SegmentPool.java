package org.backupmanager.pipeline.internal;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers of 1 MiB outside the heap, used again and again, so that cabinets cost neither zeroing nor collecting. Safe
 * for many threads.
 */
public final class SegmentPool {

    /** Bytes of a segment. */
    public static final int SEGMENT = 1 << 20;

    private static final int KEPT = 64;

    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    ByteBuffer take() {
        ByteBuffer segment = free.poll();
        if (segment == null) {
            return ByteBuffer.allocateDirect(SEGMENT);
        }
        kept.decrementAndGet();
        return segment.clear();
    }

    /** Takes a segment back; nobody may use it any more. */
    public void giveBack(ByteBuffer segment) {
        if (kept.incrementAndGet() > KEPT) {
            kept.decrementAndGet();
            return;
        }
        free.add(segment);
    }

    /** Forgets the free ones. */
    public void clear() {
        while (free.poll() != null) {
            kept.decrementAndGet();
        }
    }
}
