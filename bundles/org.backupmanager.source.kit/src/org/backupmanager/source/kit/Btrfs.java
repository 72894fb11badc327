package org.backupmanager.source.kit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What only btrfs can do, by its own calls ({@code linux/btrfs.h}). Uses the memory of a {@link Kernel}, and so is used
 * by the thread that uses that. Results are those of {@link Kernel}: 0 or more, or a negated {@link Errno}.
 */
public final class Btrfs {

    /** Kind of this file system as {@link Kernel#fileSystemType} says it. */
    public static final long TYPE = 0x9123683EL;
    /** Number of the folder that a subvolume begins with, in every subvolume. */
    public static final long TOP_INODE = 256;

    private static final int INO_LOOKUP = 0xd0009412;
    private static final int SNAP_CREATE_V2 = 0x50009417;
    private static final int SNAP_DESTROY = 0x5000940f;
    private static final int SUBVOL_GETFLAGS = 0x80089419;
    private static final int GET_SUBVOL_ROOTREF = 0xd000943d;
    private static final int INO_LOOKUP_USER = 0xd000943e;

    private static final int TREE_SEARCH_V2 = 0xc0709411;
    private static final int FS_INFO = 0x8400941f;
    private static final int GETFLAGS = 0x80086601;

    private static final int NO_COW = 0x00800000;
    private static final int EXTENT_DATA = 108;
    private static final byte REGULAR = 1;
    private static final int SEARCH_HEAD = 112;
    private static final int ITEM_HEAD = 32;
    private static final long READ_ONLY = 1 << 1;
    private static final int ARGUMENTS = 4096;
    private static final int NAME_IN_CREATE = 56;
    private static final int NAME_IN_DESTROY = 8;
    private static final int REFERENCES = 255;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfLong UNALIGNED = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final CallMemory memory;

    public Btrfs(Kernel kernel) {
        memory = kernel.memory();
    }

    /**
     * A subvolume in another.
     *
     * @param number of the subvolume
     * @param path from the top of the other one, without a '/' at either end
     */
    public record Child(long number, byte[] path) {
    }

    /** Number of the subvolume that an open file or folder is in. */
    public long subvolume(int file) {
        MemorySegment arguments = cleared();
        arguments.set(LONG, 8, TOP_INODE);
        int result = call(file, INO_LOOKUP);
        return result < 0 ? result : arguments.get(LONG, 0);
    }

    /** 1 where the subvolume whose top is open cannot be written to, else 0. */
    public int isReadOnly(int top) {
        MemorySegment flags = cleared();
        int result = call(top, SUBVOL_GETFLAGS);
        return result < 0 ? result : (flags.get(LONG, 0) & READ_ONLY) == 0 ? 0 : 1;
    }

    /**
     * Makes a snapshot that cannot be written to, with what was written up to now, of the subvolume whose top is open.
     */
    public int snapshot(int top, int folder, byte[] name) {
        MemorySegment arguments = cleared();
        arguments.set(LONG, 0, top);
        arguments.set(LONG, 16, READ_ONLY);
        MemorySegment.copy(name, 0, arguments, BYTE, NAME_IN_CREATE, name.length);
        return call(folder, SNAP_CREATE_V2);
    }

    /** Removes a subvolume from the folder that it is in; its room becomes free later. */
    public int remove(int folder, byte[] name) {
        MemorySegment arguments = cleared();
        MemorySegment.copy(name, 0, arguments, BYTE, NAME_IN_DESTROY, name.length);
        return call(folder, SNAP_DESTROY);
    }

    /**
     * The subvolumes that stand directly in the one whose top is open, in no order; those that it cannot name are left
     * out.
     */
    public List<Child> children(int top) {
        List<Child> children = new ArrayList<>();
        for (long[] reference : references(top)) {
            MemorySegment arguments = cleared();
            arguments.set(LONG, 0, reference[1]);
            arguments.set(LONG, 8, reference[0]);
            if (call(top, INO_LOOKUP_USER) >= 0) {
                byte[] folder = CallMemory.text(arguments, 16 + 256, ARGUMENTS);
                byte[] name = CallMemory.text(arguments, 16, ARGUMENTS);
                byte[] path = new byte[folder.length + name.length];
                System.arraycopy(folder, 0, path, 0, folder.length);
                System.arraycopy(name, 0, path, folder.length, name.length);
                children.add(new Child(reference[0], path));
            }
        }
        return children;
    }

    /**
     * A number that stands for the whole file system that an open file is on, and for no other; 0 where it cannot be
     * told.
     */
    public long identity(int file) {
        MemorySegment arguments = cleared();
        int result = call(file, FS_INFO);
        return result < 0 ? 0 : arguments.get(LONG, 16) ^ Long.rotateLeft(arguments.get(LONG, 24), 1);
    }

    /** Whether new bytes of an open file are always written to a new place; not so for some databases and images. */
    public boolean copiesOnWrite(int file) {
        MemorySegment flags = cleared();
        return call(file, GETFLAGS) >= 0 && (flags.get(ValueLayout.JAVA_INT, 0) & NO_COW) == 0;
    }

    /** Takes extents one by one; must not use the kernel. */
    @FunctionalInterface
    public interface ExtentVisitor {
        /**
         * @param start in the file
         * @param length bytes of the file
         * @param address of the extent on the medium
         * @param offset in the extent at which the bytes begin, before compression
         * @param generation of the file system in which the extent was written
         */
        void extent(long start, long length, long address, long offset, long generation);
    }

    /**
     * Gives the extents of an open file that hold plain bytes, in order: no holes, no room that was reserved and not
     * written, and no bytes that stand in the tree itself. What is not written to the medium yet is not told: to be
     * asked of snapshots.
     */
    public int extents(int file, long inode, ExtentVisitor visitor) {
        long from = 0;
        while (true) {
            MemorySegment arguments = cleared();
            arguments.set(LONG, 8, inode);
            arguments.set(LONG, 16, inode);
            arguments.set(LONG, 24, from);
            arguments.set(LONG, 32, -1);
            arguments.set(LONG, 48, -1);
            arguments.set(ValueLayout.JAVA_INT, 56, EXTENT_DATA);
            arguments.set(ValueLayout.JAVA_INT, 60, EXTENT_DATA);
            arguments.set(ValueLayout.JAVA_INT, 64, -1);
            arguments.set(LONG, 104, memory.block().byteSize() - SEARCH_HEAD);
            int result = call(file, TREE_SEARCH_V2);
            int count = arguments.get(ValueLayout.JAVA_INT, 64);
            if (result < 0 || count == 0) {
                return result;
            }
            from = tell(memory.block(), count, visitor) + 1;
        }
    }

    /** Returns where the last of them begins. */
    private static long tell(MemorySegment found, int count, ExtentVisitor visitor) {
        long at = SEARCH_HEAD;
        long start = 0;
        for (int i = 0; i < count; i++) {
            start = found.get(UNALIGNED, at + 16);
            int length = found.get(ValueLayout.JAVA_INT_UNALIGNED, at + 28);
            long item = at + ITEM_HEAD;
            if (found.get(BYTE, item + 20) == REGULAR && found.get(UNALIGNED, item + 21) != 0) {
                visitor.extent(start, found.get(UNALIGNED, item + 45), found.get(UNALIGNED, item + 21),
                        found.get(UNALIGNED, item + 37), found.get(UNALIGNED, item));
            }
            at = item + length;
        }
        return start;
    }

    /** Numbers of the children, each with that of the folder it is in. */
    private List<long[]> references(int top) {
        List<long[]> references = new ArrayList<>();
        long from = 0;
        while (true) {
            MemorySegment arguments = cleared();
            arguments.set(LONG, 0, from);
            int result = call(top, GET_SUBVOL_ROOTREF);
            if (result < 0 && result != -Errno.EOVERFLOW) {
                return references;
            }
            int count = arguments.get(BYTE, 8 + REFERENCES * 16) & 0xff;
            for (int i = 0; i < count; i++) {
                references.add(new long[] {arguments.get(LONG, 8 + i * 16), arguments.get(LONG, 16 + i * 16)});
            }
            if (result >= 0 || count == 0) {
                return references;
            }
            from = references.getLast()[0] + 1;
        }
    }

    private MemorySegment cleared() {
        return memory.block().asSlice(0, ARGUMENTS).fill((byte) 0);
    }

    private int call(int file, int request) {
        return (int) memory.call(CallNumbers.IOCTL, file, request & 0xffffffffL, memory.block().address(), 0, 0, 0);
    }
}
