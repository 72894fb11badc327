package org.backupmanager.source.kit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/**
 * What {@link Kernel#stat} found out, until it is asked again: the kernel's {@code struct statx}, the same on every
 * processor.
 */
public final class FileStat {

    /** Bits of {@link #mode} that say the type, and the types. */
    public static final int S_IFMT = 0170000;
    public static final int S_IFSOCK = 0140000;
    public static final int S_IFLNK = 0120000;
    public static final int S_IFREG = 0100000;
    public static final int S_IFBLK = 0060000;
    public static final int S_IFDIR = 0040000;
    public static final int S_IFCHR = 0020000;
    public static final int S_IFIFO = 0010000;

    static final int BYTES = 256;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final MemorySegment statx;

    FileStat(MemorySegment statx) {
        this.statx = statx;
    }

    MemorySegment segment() {
        return statx;
    }

    /** Type and permissions. */
    public int mode() {
        return statx.get(ValueLayout.JAVA_SHORT, 28) & 0xffff;
    }

    /** One of the S_IF constants. */
    public int type() {
        return mode() & S_IFMT;
    }

    public boolean isFolder() {
        return type() == S_IFDIR;
    }

    /** Names that the file has. */
    public int links() {
        return statx.get(INT, 16);
    }

    public int user() {
        return statx.get(INT, 20);
    }

    public int group() {
        return statx.get(INT, 24);
    }

    public long inode() {
        return statx.get(LONG, 32);
    }

    public long size() {
        return statx.get(LONG, 40);
    }

    /** Bytes that the file takes on its medium. */
    public long allocated() {
        return statx.get(LONG, 48) * 512;
    }

    /** When anything about the file changed. */
    public Instant changed() {
        return instant(96);
    }

    /** When the content changed. */
    public Instant modified() {
        return instant(112);
    }

    /** Number of the device that a special file stands for, as {@code mknod} takes it. */
    public long specialDevice() {
        return device(128);
    }

    /** Number of the file system that the file is on. */
    public long fileSystem() {
        return device(136);
    }

    /** Whether this says the same point in time as {@link #modified}, without an object. */
    public boolean isModified(Instant time) {
        return same(112, time);
    }

    /** Whether this says the same point in time as {@link #changed}, without an object. */
    public boolean isChanged(Instant time) {
        return same(96, time);
    }

    private boolean same(int offset, Instant time) {
        return statx.get(LONG, offset) == time.getEpochSecond() && statx.get(INT, offset + 8) == time.getNano();
    }

    /** Btrfs can hold times that no Instant can; those show as the nearest one. */
    private Instant instant(int offset) {
        long seconds = statx.get(LONG, offset);
        long clamped = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(clamped, statx.get(INT, offset + 8));
    }

    /** Joins major and minor number as the kernel does. */
    private long device(int offset) {
        long major = statx.get(INT, offset) & 0xffffffffL;
        long minor = statx.get(INT, offset + 4) & 0xffffffffL;
        return minor & 0xff | major << 8 & 0xfff00 | (minor & ~0xffL) << 12;
    }
}
