package org.backupmanager.pipeline;

import java.util.Arrays;

/**
 * Packs numbers and bytes into a growing array. A {@code number} is unsigned LEB128: seven bits a byte, the lowest
 * first; the others are big-endian and of the width that their name says. Used by one thread.
 */
public final class PackedOutput {

    private byte[] bytes;
    private int length;

    public PackedOutput() {
        this(128);
    }

    public PackedOutput(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** One byte; the lowest eight bits count. */
    public PackedOutput u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Two bytes; the lowest sixteen bits count. */
    public PackedOutput u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    /** Four bytes. */
    public PackedOutput u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    /** Eight bytes. */
    public PackedOutput u64(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A number as unsigned: up to ten bytes. */
    public PackedOutput number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** A number that may be negative, zigzag coded. */
    public PackedOutput signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    /** Bytes as they are. */
    public PackedOutput raw(byte[] value) {
        return raw(value, 0, value.length);
    }

    /** Bytes as they are. */
    public PackedOutput raw(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** A length and that many bytes. */
    public PackedOutput block(byte[] value) {
        return block(value, 0, value.length);
    }

    /** A length and that many bytes. */
    public PackedOutput block(byte[] from, int offset, int count) {
        return number(count).raw(from, offset, count);
    }

    /** Bytes so far. */
    public int length() {
        return length;
    }

    /** The array behind it; only the first {@link #length} bytes count, and only until more is added. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of the bytes so far. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Begins anew, keeping the memory. */
    public void clear() {
        length = 0;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), length + (length >> 1)));
        }
    }
}
