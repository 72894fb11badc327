package org.backupmanager.pipeline.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes what {@link ByteInput} reads. */
public final class ByteOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public ByteOutput u8(int value) {
        bytes.write(value);
        return this;
    }

    public ByteOutput u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public ByteOutput i32(int value) {
        return u16(value >>> 16).u16(value);
    }

    public ByteOutput i64(long value) {
        return bytes(ByteBuffer.allocate(8).putLong(value).array());
    }

    public ByteOutput bytes(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    public ByteOutput bytes(byte[] value, int from, int length) {
        bytes.write(value, from, length);
        return this;
    }

    /** A number of 0 or more, 7 bits a byte. */
    public ByteOutput varint(int value) {
        int rest = value;
        while (rest > 0x7f) {
            u8(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        return u8(rest);
    }

    /** A text of 255 bytes at most, its length before it. */
    public ByteOutput text(String value) {
        byte[] letters = value.getBytes(StandardCharsets.UTF_8);
        if (letters.length > 255) {
            throw new IllegalArgumentException("longer than 255 bytes: " + value);
        }
        return u8(letters.length).bytes(letters);
    }

    public int size() {
        return bytes.size();
    }

    public byte[] toArray() {
        return bytes.toByteArray();
    }
}
