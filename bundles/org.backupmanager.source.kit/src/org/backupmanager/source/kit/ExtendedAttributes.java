package org.backupmanager.source.kit;

import static org.backupmanager.source.kit.CallNumbers.*;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Extended attributes of files of any kind, by the kernel's names. The file is named by an open folder and a name in
 * it, or by an empty name and an open file (opened as a path only where it is no regular file or folder). Results as
 * those of {@link Kernel}.
 * <p>
 * Linux 6.13 can be asked relative to a folder; older ones, and what is opened as a path only, are asked by way of
 * {@code /proc/self/fd}.
 */
public final class ExtendedAttributes {

    /** The kernel's limit for a list of names and for a value. */
    private static final int MOST = 1 << 16;
    /** Enough for nearly all; the kernel makes room for as much as it is asked for, in each call. */
    private static final int USUAL = 1 << 10;
    private static final byte[] NONE = {};

    private final CallMemory memory;
    private final MemorySegment name;
    private final MemorySegment arguments;
    private boolean old;

    ExtendedAttributes(CallMemory memory) {
        this.memory = memory;
        this.name = memory.allocate(272);
        this.arguments = memory.allocate(16);
    }

    /**
     * Puts the names, each ended by a zero, into {@link Kernel#value} and returns their length; 0 where the file system
     * has no such attributes.
     */
    public int list(int dir, byte[] file) {
        long result = list(dir, file, USUAL);
        if (result == -Errno.ERANGE) {
            result = list(dir, file, MOST);
        }
        return result == -Errno.EOPNOTSUPP ? 0 : (int) result;
    }

    private long list(int dir, byte[] file, int room) {
        long result = -Errno.ENOSYS;
        if (!old) {
            result = memory.call(LISTXATTRAT, dir, memory.path(file), atFlags(file), memory.block().address(), room, 0);
            old = result == -Errno.ENOSYS;
        }
        if (old || result == -Errno.EBADF) {
            result = memory.call(file.length == 0 ? LISTXATTR : LLISTXATTR, memory.path(byProc(dir, file)),
                    memory.block().address(), room, 0, 0, 0);
        }
        return result;
    }

    /** Puts a value into {@link Kernel#value} and returns its length. */
    public int get(int dir, byte[] file, byte[] attribute) {
        long result = get(dir, file, attribute, USUAL);
        return (int) (result == -Errno.ERANGE ? get(dir, file, attribute, MOST) : result);
    }

    private long get(int dir, byte[] file, byte[] attribute, int room) {
        long result = -Errno.ENOSYS;
        if (!old) {
            arguments.set(ValueLayout.JAVA_LONG, 0, memory.block().address());
            arguments.set(ValueLayout.JAVA_LONG, 8, room);
            result = memory.call(GETXATTRAT, dir, memory.path(file), atFlags(file), name(attribute),
                    arguments.address(), 16);
            old = result == -Errno.ENOSYS;
        }
        if (old || result == -Errno.EBADF) {
            result = memory.call(file.length == 0 ? GETXATTR : LGETXATTR, memory.path(byProc(dir, file)),
                    name(attribute), memory.block().address(), room, 0, 0);
        }
        return result;
    }

    /** Sets an attribute of an open file. */
    public int set(int file, byte[] attribute, byte[] value) {
        int length = Math.min(value.length, MOST);
        MemorySegment.copy(value, 0, memory.block(), ValueLayout.JAVA_BYTE, 0, length);
        int result = (int) memory.call(FSETXATTR, file, name(attribute), memory.block().address(), length, 0, 0);
        return result != -Errno.EBADF ? result
                : (int) memory.call(SETXATTR, memory.path(byProc(file, NONE)), name(attribute),
                        memory.block().address(), length, 0, 0);
    }

    /** Removes an attribute of an open file. */
    public int remove(int file, byte[] attribute) {
        int result = (int) memory.call(FREMOVEXATTR, file, name(attribute), 0, 0, 0, 0);
        return result != -Errno.EBADF ? result
                : (int) memory.call(REMOVEXATTR, memory.path(byProc(file, NONE)), name(attribute), 0, 0, 0, 0);
    }

    private static int atFlags(byte[] file) {
        return file.length == 0 ? Kernel.EMPTY_PATH : Kernel.NOFOLLOW;
    }

    private long name(byte[] attribute) {
        int length = Math.min(attribute.length, (int) name.byteSize() - 1);
        MemorySegment.copy(attribute, 0, name, ValueLayout.JAVA_BYTE, 0, length);
        name.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
        return name.address();
    }

    /** A path that leads to an open file, or to a name in an open folder, whatever their own paths are by now. */
    static byte[] byProc(int dir, byte[] file) {
        byte[] head = ("/proc/self/fd/" + dir + (file.length == 0 ? "" : "/")).getBytes(StandardCharsets.US_ASCII);
        byte[] path = Arrays.copyOf(head, head.length + file.length);
        System.arraycopy(file, 0, path, head.length, file.length);
        return path;
    }
}
