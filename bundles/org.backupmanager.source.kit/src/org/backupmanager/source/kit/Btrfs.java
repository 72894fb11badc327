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

    private static final long READ_ONLY = 1 << 1;
    private static final int ARGUMENTS = 4096;
    private static final int NAME_IN_CREATE = 56;
    private static final int NAME_IN_DESTROY = 8;
    private static final int REFERENCES = 255;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final Kernel kernel;

    public Btrfs(Kernel kernel) {
        this.kernel = kernel;
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

    /** Makes a snapshot that cannot be written to, with what was written up to now, of the subvolume whose top is open. */
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

    /** The subvolumes that stand directly in the one whose top is open, in no order; those that it cannot name are left out. */
    public List<Child> children(int top) {
        List<Child> children = new ArrayList<>();
        for (long[] reference : references(top)) {
            MemorySegment arguments = cleared();
            arguments.set(LONG, 0, reference[1]);
            arguments.set(LONG, 8, reference[0]);
            if (call(top, INO_LOOKUP_USER) >= 0) {
                byte[] folder = text(arguments, 16 + 256);
                byte[] name = text(arguments, 16);
                byte[] path = new byte[folder.length + name.length];
                System.arraycopy(folder, 0, path, 0, folder.length);
                System.arraycopy(name, 0, path, folder.length, name.length);
                children.add(new Child(reference[0], path));
            }
        }
        return children;
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

    private static byte[] text(MemorySegment from, long start) {
        long end = start;
        while (from.get(BYTE, end) != 0) {
            end++;
        }
        return Kernel.copy(from, start, (int) (end - start));
    }

    private MemorySegment cleared() {
        return kernel.block().asSlice(0, ARGUMENTS).fill((byte) 0);
    }

    private int call(int file, int request) {
        return (int) kernel.call(CallNumbers.IOCTL, file, request & 0xffffffffL, kernel.block().address(), 0, 0, 0);
    }
}
