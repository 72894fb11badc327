package org.backupmanager.source.kit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Calls the kernel, and owns the native memory that arguments and results of calls stand in. For one thread. */
final class CallMemory {

    private static final int PATH_SLOT = 4352;
    private static final int BLOCK = 1 << 16;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = arena.allocate(8);
    private final MemorySegment paths = arena.allocate(2 * PATH_SLOT);
    private final MemorySegment block = arena.allocate(BLOCK, 8);

    /** More of it, for as long as this is there. */
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, 8);
    }

    /** For what is larger than a word; the next call may use it again. */
    MemorySegment block() {
        return block;
    }

    /** Where the first path of a call stands. */
    long path(byte[] path) {
        return place(path, 0);
    }

    /** Where the second path of a call stands. */
    long second(byte[] path) {
        return place(path, PATH_SLOT);
    }

    /** A path that is too long for the slot is cut, still too long for the kernel, which then says so. */
    private long place(byte[] path, int slot) {
        int length = Math.min(path.length, PATH_SLOT - 1);
        MemorySegment.copy(path, 0, paths, ValueLayout.JAVA_BYTE, slot, length);
        paths.set(ValueLayout.JAVA_BYTE, slot + length, (byte) 0);
        return paths.address() + slot;
    }

    /** The bytes that begin there, up to a zero or the limit. */
    static byte[] text(MemorySegment from, long start, long limit) {
        long end = start;
        while (end < limit && from.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        return copy(from, start, (int) (end - start));
    }

    static byte[] copy(MemorySegment from, long start, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, start, bytes, 0, length);
        return bytes;
    }

    /** What the kernel returns, an error as its negated number. */
    long call(int number, long a, long b, long c, long d, long e, long f) {
        try {
            long result = (long) SystemCall.HANDLE.invokeExact(state, (long) number, a, b, c, d, e, f);
            return result == -1 ? -state.get(ValueLayout.JAVA_INT, 0) : result;
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
