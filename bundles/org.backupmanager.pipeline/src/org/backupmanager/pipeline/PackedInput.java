package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * Reads what {@link PackedOutput} packed. What does not fit is {@code OBJECT_DAMAGED}; nothing is read past the end.
 * Used by one thread.
 */
public final class PackedInput {

    private final String what;
    private final byte[] bytes;
    private final int end;
    private int position;

    /**
     * @param what to name in errors
     * @param from first byte
     * @param end behind the last byte
     */
    public PackedInput(String what, byte[] bytes, int from, int end) {
        this.what = what;
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    public PackedInput(String what, byte[] bytes) {
        this(what, bytes, 0, bytes.length);
    }

    public boolean atEnd() {
        return position == end;
    }

    /** Where the next byte is read in the array. */
    public int position() {
        return position;
    }

    /** Goes to another place in the array. */
    public void position(int next) throws BackupException {
        if (next < 0 || next > end) {
            throw damaged();
        }
        position = next;
    }

    /** One byte, 0 to 255. */
    public int u8() throws BackupException {
        need(1);
        return bytes[position++] & 0xff;
    }

    /** An unsigned number. */
    public long number() throws BackupException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte b = bytes[position++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    /** A number from 0 to that limit, both included. */
    public int number(int limit) throws BackupException {
        long value = number();
        if (value < 0 || value > limit) {
            throw damaged();
        }
        return (int) value;
    }

    /** A number that may be negative. */
    public long signed() throws BackupException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** Eight bytes, big-endian. */
    public long u64() throws BackupException {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[position++] & 0xff;
        }
        return value;
    }

    /** That many bytes. */
    public byte[] raw(int count) throws BackupException {
        need(count);
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    /** A length and that many bytes. */
    public byte[] block() throws BackupException {
        return raw(number(end - position));
    }

    /** Goes past a length and that many bytes; returns the length. */
    public int skipBlock() throws BackupException {
        int count = number(end - position);
        need(count);
        position += count;
        return count;
    }

    /** What to throw where the content makes no sense. */
    public BackupException damaged() {
        return new BackupException(Code.OBJECT_DAMAGED, what, "its content makes no sense at byte " + position);
    }

    private void need(int count) throws BackupException {
        if (count < 0 || end - position < count) {
            throw damaged();
        }
    }
}
