package org.backupmanager.source.kit;

import static org.backupmanager.source.kit.CallNumbers.*;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What the kernel tells of changes on a whole file system as they happen ({@code linux/fanotify.h}); for those who may
 * administer the system. Uses the memory of a {@link Kernel}, and so is used by the thread that uses that. Results are
 * those of {@link Kernel}.
 */
public final class Fanotify {

    /** Events were lost, since nobody fetched them. */
    public static final long OVERFLOW = 0x4000;
    /** Something was moved into a folder. */
    public static final long MOVED_TO = 0x80;
    /** Something was made in a folder. */
    public static final long CREATE = 0x100;
    /** What it happened to is a folder. */
    public static final long ON_FOLDER = 0x40000000;

    private static final int CLOEXEC = 0x1;
    private static final int NONBLOCK = 0x2;
    private static final int REPORT_FOLDER_AND_NAME = 0xc00;
    private static final int ADD = 0x1;
    private static final int FILE_SYSTEM = 0x100;
    private static final long MODIFY = 0x2;
    private static final long ATTRIBUTES = 0x4;
    private static final long CLOSE_WRITE = 0x8;
    private static final long MOVED_FROM = 0x40;
    private static final long DELETE = 0x200;
    private static final long ALL = MODIFY | ATTRIBUTES | CLOSE_WRITE | MOVED_FROM | MOVED_TO | CREATE | DELETE
            | ON_FOLDER;

    private static final int FOLDER_AND_NAME = 2;
    private static final int FOLDER = 3;
    private static final short POLL_IN = 1;

    private final CallMemory memory;

    public Fanotify(Kernel kernel) {
        memory = kernel.memory();
    }

    /** Takes events one by one; must not use the kernel. */
    @FunctionalInterface
    public interface EventVisitor {
        /**
         * @param kind bits of the constants of this class, among others
         * @param folder handle of the folder in which it happened; empty for an overflow
         * @param name of what it happened to in that folder; may be empty
         */
        void event(long kind, byte[] folder, byte[] name);
    }

    /** Opens a queue of events, to be closed by {@link Kernel#close}. */
    public int open() {
        return (int) memory.call(FANOTIFY_INIT, CLOEXEC | NONBLOCK | REPORT_FOLDER_AND_NAME, 0, 0, 0, 0, 0);
    }

    /** From now on all that changes on the file system of an open folder comes to the queue. */
    public int watch(int queue, int folder) {
        return (int) memory.call(FANOTIFY_MARK, queue, ADD | FILE_SYSTEM, ALL, folder, 0, 0);
    }

    /** Waits until there is an event, or so many milliseconds; 0 where there was none. */
    public int await(int queue, int millis) {
        MemorySegment block = memory.block();
        block.set(ValueLayout.JAVA_INT, 0, queue);
        block.set(ValueLayout.JAVA_SHORT, 4, POLL_IN);
        block.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
        block.set(ValueLayout.JAVA_LONG, 8, millis / 1000);
        block.set(ValueLayout.JAVA_LONG, 16, millis % 1000 * 1_000_000L);
        return (int) memory.call(PPOLL, block.address(), 1, block.address() + 8, 0, 0, 0);
    }

    /** Gives all events that are there. */
    public int read(int queue, EventVisitor visitor) {
        MemorySegment block = memory.block();
        while (true) {
            long got = memory.call(READ, queue, block.address(), block.byteSize(), 0, 0, 0);
            if (got <= 0) {
                return got == -Errno.EAGAIN ? 0 : (int) got;
            }
            for (long at = 0; at < got; at += block.get(ValueLayout.JAVA_INT_UNALIGNED, at)) {
                tell(block, at, visitor);
            }
        }
    }

    private static void tell(MemorySegment block, long event, EventVisitor visitor) {
        long end = event + block.get(ValueLayout.JAVA_INT_UNALIGNED, event);
        long kind = block.get(ValueLayout.JAVA_LONG_UNALIGNED, event + 8);
        if ((kind & OVERFLOW) != 0) {
            visitor.event(kind, new byte[0], new byte[0]);
            return;
        }
        long info = event + (block.get(ValueLayout.JAVA_SHORT_UNALIGNED, event + 6) & 0xffff);
        while (info < end) {
            int type = block.get(ValueLayout.JAVA_BYTE, info);
            int length = block.get(ValueLayout.JAVA_SHORT_UNALIGNED, info + 2) & 0xffff;
            if (type == FOLDER_AND_NAME || type == FOLDER) {
                int handle = 8 + block.get(ValueLayout.JAVA_INT_UNALIGNED, info + 12);
                visitor.event(kind, CallMemory.copy(block, info + 12, handle),
                        CallMemory.text(block, info + 12 + handle, info + length));
            }
            info += length;
        }
    }

    /**
     * Opens the folder that a handle stands for, as a path only.
     *
     * @param onSystem an open folder of the file system
     */
    public int open(int onSystem, byte[] handle) {
        MemorySegment.copy(handle, 0, memory.block(), ValueLayout.JAVA_BYTE, 0, handle.length);
        return (int) memory.call(OPEN_BY_HANDLE_AT, onSystem, memory.block().address(),
                Kernel.O_PATH | Kernel.O_DIRECTORY | 02000000, 0, 0, 0);
    }
}
