package org.backupmanager.pipeline.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Collects the bytes of an object in segments, and their check sum on the way. For one thread. */
public final class SegmentedOutput {

    private final SegmentPool pool;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private long size;

    public SegmentedOutput(SegmentPool pool) {
        this.pool = pool;
    }

    public void write(byte[] data, int from, int length) {
        crc.update(data, from, length);
        size += length;
        int at = from;
        int rest = length;
        while (rest > 0) {
            if (segments.isEmpty() || !segments.getLast().hasRemaining()) {
                segments.add(pool.take());
            }
            ByteBuffer segment = segments.getLast();
            int part = Math.min(rest, segment.remaining());
            segment.put(data, at, part);
            at += part;
            rest -= part;
        }
    }

    public void write(byte[] data) {
        write(data, 0, data.length);
    }

    public long size() {
        return size;
    }

    /** CRC-32C of all bytes so far. */
    public int crc32c() {
        return (int) crc.getValue();
    }

    /** The segments, ready to be read. */
    public List<ByteBuffer> end() {
        segments.forEach(ByteBuffer::flip);
        return List.copyOf(segments);
    }
}
