package org.backupmanager.content;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The name of a slice: HMAC-SHA-256 of its plain bytes under a key of the device, 32 bytes kept as four big-endian
 * numbers.
 * Equal ids mean equal bytes; without the key an id tells nothing about them. Known elsewhere as chunk or blob id.
 */
public record SliceId(long a, long b, long c, long d) {

    /** Bytes of an id. */
    public static final int LENGTH = 32;

    /** Stands for a run of zeros that is stored nowhere. */
    public static final SliceId HOLE = new SliceId(0, 0, 0, 0);

    /** Reads the next 32 bytes of a big-endian buffer. */
    public static SliceId read(ByteBuffer from) {
        return new SliceId(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    /** Writes 32 bytes to a big-endian buffer. */
    public void write(ByteBuffer to) {
        to.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    /** The id whose bytes these are. */
    public static SliceId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a slice id has 32 bytes, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /** A keyed hash spreads evenly: any part of it is a good hash code. */
    @Override
    public int hashCode() {
        return (int) a;
    }

    /** The first eight hex digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits((int) (a >>> 32));
    }
}
