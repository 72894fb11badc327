package org.backupmanager.pipeline.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads bytes that may be anything: each step is checked, and ends in {@link Damage} where the bytes are not right. */
public final class ByteInput {

    private final ByteBuffer bytes;

    public ByteInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteInput(byte[] bytes, int from, int length) {
        this.bytes = ByteBuffer.wrap(bytes, from, length).slice();
    }

    public int position() {
        return bytes.position();
    }

    public int remaining() {
        return bytes.remaining();
    }

    public int u8() throws Damage {
        need(1);
        return bytes.get() & 0xff;
    }

    public int u16() throws Damage {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    public int i32() throws Damage {
        need(4);
        return bytes.getInt();
    }

    public long i64() throws Damage {
        need(8);
        return bytes.getLong();
    }

    public byte[] bytes(int length) throws Damage {
        need(length);
        byte[] result = new byte[length];
        bytes.get(result);
        return result;
    }

    /** A number of 4 bytes within bounds. */
    public int number(int least, int most, String what) throws Damage {
        return within(i32(), least, most, what);
    }

    /** A number of 7 bits a byte within bounds. */
    public int varint(int least, int most, String what) throws Damage {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return within(value, least, most, what);
            }
        }
        throw new Damage("a number is too long: " + what);
    }

    /** A text with its length before it. */
    public String text() throws Damage {
        int length = u8();
        need(length);
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException notText) {
            throw new Damage("a text in it is no text");
        }
    }

    public void zeros(int length) throws Damage {
        for (byte value : bytes(length)) {
            if (value != 0) {
                throw new Damage("there is something where nothing should be");
            }
        }
    }

    /** Insists that everything was read. */
    public void end() throws Damage {
        if (bytes.hasRemaining()) {
            throw new Damage("it is longer than it says");
        }
    }

    private void need(int length) throws Damage {
        if (length < 0 || length > bytes.remaining()) {
            throw new Damage("it is shorter than it says");
        }
    }

    private static int within(long value, int least, int most, String what) throws Damage {
        if (value < least || value > most) {
            throw new Damage("a number is out of bounds: " + what + " " + value);
        }
        return (int) value;
    }
}
