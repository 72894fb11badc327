package org.backupmanager.source.kit;

import static org.backupmanager.source.kit.CallNumbers.*;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * File calls of the Linux kernel, by bytes instead of text, relative to open folders, and without a lost nanosecond.
 * Owns some native memory for arguments and results; used by one thread at a time, and cheap enough to be kept for
 * reuse.
 * <p>
 * Every call returns what the kernel returns: 0 or more for success, a negated {@link Errno} for failure. Paths are
 * relative to the folder given as {@code dir}, which may be {@link #HERE} for paths that begin with '/'; an empty path
 * with {@link #EMPTY_PATH} means {@code dir} itself.
 */
public final class Kernel {

    /** In place of an open folder: paths are absolute. */
    public static final int HERE = -100;

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_NONBLOCK = 04000;
    public static final int O_NOATIME = 01000000;
    public static final int O_PATH = 010000000;
    public static final int O_DIRECTORY = CallNumbers.O_DIRECTORY;
    public static final int O_NOFOLLOW = CallNumbers.O_NOFOLLOW;

    /** Do not follow a symbolic link at the end of the path. */
    public static final int NOFOLLOW = 0x100;
    /** Remove a folder instead of a file. */
    public static final int REMOVE_FOLDER = 0x200;
    /** The path is empty and {@code dir} is meant. */
    public static final int EMPTY_PATH = 0x1000;
    /** Rename only where nothing has the new name. */
    public static final int RENAME_NOREPLACE = 1;
    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;
    public static final int ADVICE_SEQUENTIAL = 2;
    /** Whether a folder may be written into. */
    public static final int ACCESS_WRITE = 3;
    /** The longest path that the kernel takes at once, without the zero at its end. */
    public static final int PATH_MAX = 4095;

    private static final int O_CLOEXEC = 02000000;
    private static final int NO_AUTOMOUNT = 0x800;
    private static final int BASIC_STATS = 0x7ff;
    private static final byte[] EMPTY = {};

    private final CallMemory memory = new CallMemory();
    private final MemorySegment block = memory.block();
    private final FileStat stat = new FileStat(memory.allocate(FileStat.BYTES));
    private final ExtendedAttributes extended = new ExtendedAttributes(memory);

    /** Why this cannot be used here; empty where it can. The first call takes some tens of milliseconds. */
    public static Optional<String> missing() {
        if (!CallNumbers.known()) {
            return Optional.of(System.getProperty("os.name") + ' ' + System.getProperty("os.arch"));
        }
        try {
            int result = new Kernel().stat(HERE, new byte[] {'/'}, 0);
            return result == 0 ? Optional.empty() : Optional.of("statx: error " + -result);
        } catch (IllegalCallerException | LinkageError e) {
            return Optional.of(e.toString());
        }
    }

    /** Opens a file or folder; closed in child processes. */
    public int open(int dir, byte[] path, int flags, int mode) {
        return (int) memory.call(OPENAT, dir, memory.path(path), flags | O_CLOEXEC, mode, 0, 0);
    }

    public int close(int file) {
        return (int) memory.call(CLOSE, file, 0, 0, 0, 0, 0);
    }

    /** Looks at a file; what was found is in {@link #found}. Flags: NOFOLLOW, EMPTY_PATH. */
    public int stat(int dir, byte[] path, int flags) {
        return (int) memory.call(STATX, dir, memory.path(path), flags | NO_AUTOMOUNT, BASIC_STATS,
                stat.segment().address(), 0);
    }

    /** Looks at an open file. */
    public int stat(int file) {
        return stat(file, EMPTY, EMPTY_PATH);
    }

    /** What the last successful {@link #stat} found. */
    public FileStat found() {
        return stat;
    }

    /** Kind of the file system that an open file is on: its magic number. */
    public long fileSystemType(int file) {
        long result = memory.call(FSTATFS, file, block.address(), 0, 0, 0, 0);
        return result < 0 ? result : block.get(ValueLayout.JAVA_LONG, 0) & 0xffffffffL;
    }

    /**
     * What tells the file system that an open file is on apart from others, also after a restart; 0 where it has no
     * such number.
     */
    public long fileSystemId(int file) {
        long result = memory.call(FSTATFS, file, block.address(), 0, 0, 0, 0);
        return result < 0 ? 0 : block.get(ValueLayout.JAVA_LONG, 56);
    }

    /** Gives the names in an open folder, without "." and "..", in no order; 0 when all were given. */
    public int names(int folder, NameVisitor visitor) {
        while (true) {
            long filled = memory.call(GETDENTS, folder, block.address(), block.byteSize(), 0, 0, 0);
            if (filled <= 0) {
                return (int) filled;
            }
            for (long at = 0; at < filled; at += block.get(ValueLayout.JAVA_SHORT, at + 16)) {
                byte[] name = CallMemory.text(block, at + 19, block.byteSize());
                if (name.length > 2 || !isDots(name)) {
                    visitor.name(name);
                }
            }
        }
    }

    private static boolean isDots(byte[] name) {
        return name[0] == '.' && name[name.length - 1] == '.';
    }

    /** The target of a symbolic link, as {@link #value} of the length returned. */
    public int readLink(int dir, byte[] path) {
        return (int) memory.call(READLINKAT, dir, memory.path(path), block.address(), block.byteSize(), 0, 0);
    }

    /** A copy of the first bytes of the last result. */
    public byte[] value(int length) {
        return CallMemory.copy(block, 0, length);
    }

    /** Reads into the buffer, at most {@code limit} bytes; 0 at the end. */
    public long read(int file, long position, ByteBuffer target, int limit) {
        int wanted = Math.min(target.remaining(), limit);
        long got;
        if (target.isDirect()) {
            long address = MemorySegment.ofBuffer(target).address();
            got = retried(PREAD, file, address, wanted, position);
            Reference.reachabilityFence(target);
            target.position(target.position() + (int) Math.max(0, got));
        } else {
            got = retried(PREAD, file, block.address(), Math.min(wanted, block.byteSize()), position);
            if (got > 0) {
                target.put(block.asSlice(0, got).asByteBuffer());
            }
        }
        return got;
    }

    /** Writes from the buffer as much as the kernel takes. */
    public long write(int file, long position, ByteBuffer source) {
        long put;
        if (source.isDirect()) {
            long address = MemorySegment.ofBuffer(source).address();
            put = retried(PWRITE, file, address, source.remaining(), position);
            Reference.reachabilityFence(source);
        } else {
            int some = (int) Math.min(source.remaining(), block.byteSize());
            block.asSlice(0, some).asByteBuffer().put(source.slice(source.position(), some));
            put = retried(PWRITE, file, block.address(), some, position);
        }
        source.position(source.position() + (int) Math.max(0, put));
        return put;
    }

    private long retried(int number, long file, long address, long length, long position) {
        long result = memory.call(number, file, address, length, position, 0, 0);
        while (result == -Errno.EINTR) {
            result = memory.call(number, file, address, length, position, 0, 0);
        }
        return result;
    }

    /** Finds the next data or hole. */
    public long seek(int file, long from, int whence) {
        return memory.call(LSEEK, file, from, whence, 0, 0, 0);
    }

    public int advise(int file, int advice) {
        return (int) memory.call(FADVISE, file, 0, 0, advice, 0, 0);
    }

    public int truncate(int file, long length) {
        return (int) memory.call(FTRUNCATE, file, length, 0, 0, 0, 0);
    }

    public int makeFolder(int dir, byte[] path, int mode) {
        return (int) memory.call(MKDIRAT, dir, memory.path(path), mode, 0, 0, 0);
    }

    /** Makes a FIFO, socket or device. */
    public int makeSpecial(int dir, byte[] path, int mode, long device) {
        return (int) memory.call(MKNODAT, dir, memory.path(path), mode, device, 0, 0);
    }

    public int makeSymlink(byte[] target, int dir, byte[] path) {
        return (int) memory.call(SYMLINKAT, memory.second(target), dir, memory.path(path), 0, 0, 0);
    }

    /** Gives a file one more name. */
    public int link(int oldDir, byte[] oldPath, int newDir, byte[] newPath) {
        return (int) memory.call(LINKAT, oldDir, memory.path(oldPath), newDir, memory.second(newPath), 0, 0);
    }

    /** Flags: RENAME_NOREPLACE. */
    public int rename(int dir, byte[] oldPath, byte[] newPath, int flags) {
        return move(dir, oldPath, dir, newPath, flags);
    }

    /** Renames from one folder to another. Flags: RENAME_NOREPLACE. */
    public int move(int oldDir, byte[] oldPath, int newDir, byte[] newPath, int flags) {
        return (int) memory.call(RENAMEAT2, oldDir, memory.path(oldPath), newDir, memory.second(newPath), flags, 0);
    }

    /** Flags: REMOVE_FOLDER. */
    public int unlink(int dir, byte[] path, int flags) {
        return (int) memory.call(UNLINKAT, dir, memory.path(path), flags, 0, 0, 0);
    }

    /** Whether this process may do what it asks with its effective rights, ACCESS_WRITE for instance. */
    public int access(int dir, byte[] path, int what) {
        return (int) memory.call(FACCESSAT, dir, memory.path(path), what, 0, 0, 0);
    }

    /** Changes permissions; follows links. */
    public int chmod(int dir, byte[] path, int mode) {
        return (int) memory.call(FCHMODAT, dir, memory.path(path), mode, 0, 0, 0);
    }

    /** Changes permissions of what {@code file} stands for, be it opened as a path only. */
    public int chmod(int file, int mode) {
        int result = (int) memory.call(FCHMOD, file, mode, 0, 0, 0, 0);
        return result == -Errno.EBADF ? chmod(HERE, ExtendedAttributes.byProc(file, EMPTY), mode) : result;
    }

    /** Changes the owner of what {@code file} stands for, be it opened as a path only; -1 leaves a number as it is. */
    public int chown(int file, int user, int group) {
        return (int) memory.call(FCHOWNAT, file, memory.path(EMPTY), user, group, EMPTY_PATH, 0);
    }

    /**
     * Sets the time of the content of what {@code file} stands for, be it opened as a path only; the access time stays.
     */
    public int touch(int file, Instant modified) {
        block.set(ValueLayout.JAVA_LONG, 0, 0);
        block.set(ValueLayout.JAVA_LONG, 8, 0x3ffffffe); // UTIME_OMIT
        block.set(ValueLayout.JAVA_LONG, 16, modified.getEpochSecond());
        block.set(ValueLayout.JAVA_LONG, 24, modified.getNano());
        return (int) memory.call(UTIMENSAT, file, memory.path(EMPTY), block.address(), EMPTY_PATH, 0, 0);
    }

    /** Extended attributes. */
    public ExtendedAttributes extended() {
        return extended;
    }

    /** Number of the user that this process acts for. */
    public int user() {
        return (int) memory.call(GETEUID, 0, 0, 0, 0, 0, 0);
    }

    /** Number of the group that this process acts for. */
    public int group() {
        return (int) memory.call(GETEGID, 0, 0, 0, 0, 0, 0);
    }

    CallMemory memory() {
        return memory;
    }

    /** Takes names one by one. */
    @FunctionalInterface
    public interface NameVisitor {
        void name(byte[] name);
    }
}
