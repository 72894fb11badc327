package org.backupmanager.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.backupmanager.source.ItemContent;
import org.backupmanager.testkit.FakeTree.Content;

/** One item of a {@link FakeSource}, read from front to back. */
final class FakeContent implements ItemContent {

    private final Content content;
    private final Supplier<Optional<CountDownLatch>> held;
    private final BooleanSupplier changed;
    private long position;

    /**
     * @param content its bytes
     * @param held what reading waits for, where it waits
     * @param changed whether it changed while it was read
     */
    FakeContent(Content content, Supplier<Optional<CountDownLatch>> held, BooleanSupplier changed) {
        this.content = content;
        this.held = held;
        this.changed = changed;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        waitForLatch();
        if (position >= content.size()) {
            return -1;
        }
        int length = (int) Math.min(target.remaining(), content.size() - position);
        int data = (int) Math.clamp(content.data().length - position, 0, length);
        if (data > 0) {
            target.put(content.data(), (int) position, data);
        }
        target.put(new byte[length - data]);
        position += length;
        return length;
    }

    private void waitForLatch() throws IOException {
        Optional<CountDownLatch> latch = held.get();
        if (latch.isPresent()) {
            try {
                latch.get().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
        }
    }

    @Override
    public long skipHole() {
        long hole = position >= content.data().length ? content.size() - position : 0;
        position += hole;
        return hole;
    }

    @Override
    public boolean changed() {
        return changed.getAsBoolean();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
