package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Blocks of bytes as parity takes them. */
final class Stripes {

    private Stripes() {
    }

    /** Notes the checksums of the blocks of these bytes, from the given block on; the last may be shorter. */
    static void checksums(ByteBuffer bytes, int block, int[] to, int at) {
        ByteBuffer rest = bytes.duplicate();
        int next = at;
        while (rest.hasRemaining()) {
            to[next++] = checksum(rest, Math.min(block, rest.remaining()));
        }
    }

    /** The checksum of the next bytes, which are passed. */
    static int checksum(ByteBuffer bytes, int length) {
        ByteBuffer part = bytes.duplicate().limit(bytes.position() + length);
        bytes.position(bytes.position() + length);
        var crc = new CRC32C();
        crc.update(part);
        return (int) crc.getValue();
    }

    /** Bytes as numbers of eight; what is missing from the last one is left as it was in the array. */
    static void toLongs(ByteBuffer bytes, long[] to) {
        ByteBuffer in = bytes.slice().order(ByteOrder.nativeOrder());
        int whole = in.remaining() / Long.BYTES;
        in.asLongBuffer().get(to, 0, whole);
        if (in.remaining() % Long.BYTES != 0) {
            ByteBuffer last = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            last.put(in.position(whole * Long.BYTES)).rewind();
            to[whole] = last.getLong();
        }
    }
}
