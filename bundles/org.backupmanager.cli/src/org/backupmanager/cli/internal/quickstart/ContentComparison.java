package org.backupmanager.cli.internal.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.backupmanager.source.ItemContent;

/** Compares two contents byte by byte; where both have a hole, without reading it. Used by one thread at a time. */
final class ContentComparison {

    private static final int BUFFER = 256 << 10;

    private final Side left = new Side();
    private final Side right = new Side();

    /** Whether both give the same bytes. */
    boolean areEqual(ItemContent one, ItemContent other) throws IOException {
        left.begin(one);
        right.begin(other);
        while (true) {
            long a = left.available();
            long b = right.available();
            if (a == 0 || b == 0) {
                return a == b;
            }
            long n = Math.min(a, b);
            if (left.hole > 0 && right.hole > 0) {
                left.hole -= n;
                right.hole -= n;
            } else if (!sameBytes((int) Math.min(n, BUFFER))) {
                return false;
            }
        }
    }

    private boolean sameBytes(int n) {
        if (left.hole > 0) {
            left.hole -= n;
            return right.areZeros(n);
        }
        if (right.hole > 0) {
            right.hole -= n;
            return left.areZeros(n);
        }
        return left.take(n).equals(right.take(n));
    }

    /** One of the contents: a hole of so many bytes, or a buffer with bytes. */
    private static final class Side {

        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        private Optional<ItemContent> content = Optional.empty();
        private long hole;

        Side() {
            buffer.limit(0);
        }

        void begin(ItemContent next) {
            content = Optional.of(next);
            hole = 0;
            buffer.limit(0);
        }

        /** Bytes at hand, 0 at the end. */
        long available() throws IOException {
            if (hole == 0 && !buffer.hasRemaining()) {
                hole = content.orElseThrow().skipHole();
                if (hole == 0) {
                    buffer.clear();
                    content.orElseThrow().read(buffer);
                    buffer.flip();
                }
            }
            return hole > 0 ? hole : buffer.remaining();
        }

        ByteBuffer take(int n) {
            ByteBuffer part = buffer.slice(buffer.position(), n);
            buffer.position(buffer.position() + n);
            return part;
        }

        boolean areZeros(int n) {
            ByteBuffer part = take(n);
            while (part.hasRemaining()) {
                if (part.get() != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
