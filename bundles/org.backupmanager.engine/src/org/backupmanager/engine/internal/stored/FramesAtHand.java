package org.backupmanager.engine.internal.stored;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The frames that were used last, as many as fit into a bounded number of bytes: sessions of one day bring small
 * frames, and a tree that changed slowly is scattered over hundreds of them. Used by one thread at a time.
 */
final class FramesAtHand {

    private static final long MOST_BYTES = 32 << 20;

    private final Map<Long, byte[]> frames = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    Optional<byte[]> get(int cabinet, int frame) {
        return Optional.ofNullable(frames.get(key(cabinet, frame)));
    }

    void put(int cabinet, int frame, byte[] plain) {
        frames.put(key(cabinet, frame), plain);
        bytes += plain.length;
        Iterator<byte[]> oldest = frames.values().iterator();
        while (bytes > MOST_BYTES && frames.size() > 1) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    private static long key(int cabinet, int frame) {
        return (long) cabinet << Integer.SIZE | frame;
    }
}
