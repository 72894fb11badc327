package org.backupmanager.register.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.backupmanager.content.SliceId;
import org.backupmanager.session.BackupException;

/**
 * The ids of the slices of all cabinets, and the cabinets' layouts, in one file: at its end or in {@link ShelfRoom}.
 * The
 * database says what lies where, and with which checksum; what lies behind the end that the database knows is left
 * from a crash and written over.
 * <p>
 * A file of its own, since Derby writes large values at 20 to 40 MB/s (twice, through its log), and since a hit of the
 * index can be compared with the full id in memory. One thread adds, many read.
 */
final class Shelf implements AutoCloseable {

    /** Where the first cabinet begins; all begin at multiples of this. */
    static final long START = SliceId.LENGTH;

    private static final byte[] MAGIC = "Backup Manager slices, version 1".getBytes(StandardCharsets.US_ASCII);
    private static final long FIRST_SIZE = 64 << 10;
    private static final long MAX_STEP = 64 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final Arena arena = Arena.ofShared();
    private volatile MemorySegment view;

    private Shelf(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.view = map(Math.max(FIRST_SIZE, file.length()));
    }

    /** An empty one. */
    static Shelf create(Path path) throws IOException {
        var file = new RandomAccessFile(path.toString(), "rw");
        try {
            file.write(MAGIC);
            file.getFD().sync();
            return new Shelf(path, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The one in that file.
     *
     * @param end what has to be there
     */
    static Shelf open(Path path, long end) throws IOException, BackupException {
        if (!Files.exists(path) || Files.size(path) < end) {
            throw Failures.damaged(path.getParent(), "the file " + path.getFileName() + " is missing or too short");
        }
        var file = new RandomAccessFile(path.toString(), "rw");
        try {
            byte[] magic = new byte[MAGIC.length];
            file.readFully(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw Failures.damaged(path.getParent(),
                        "the file " + path.getFileName() + " does not begin as it should");
            }
            return new Shelf(path, file);
        } catch (IOException | BackupException e) {
            file.close();
            throw e;
        }
    }

    private MemorySegment map(long size) throws IOException {
        return Mapping.of(path, FileChannel.MapMode.READ_ONLY, size, arena);
    }

    /** Writes a cabinet and waits until it is on disk; returns where the next one begins. */
    long append(long position, byte[] slices, byte[] layout) throws IOException {
        // Mapping makes the file that long, so that all of it is there when it is opened again.
        long next = Math.ceilDiv(position + slices.length + layout.length, START) * START;
        if (next > view.byteSize()) {
            view = map(Math.max(next, view.byteSize() + Math.min(view.byteSize() / 2, MAX_STEP)));
        }
        file.seek(position);
        file.write(slices);
        file.write(layout);
        file.getFD().sync();
        return next;
    }

    /** A copy of what lies there. */
    byte[] read(long position, int length) {
        return view.asSlice(position, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Whether this id lies there. */
    boolean holds(long position, SliceId id) {
        MemorySegment v = view;
        return v.get(Mapping.BIG_ENDIAN, position) == id.a() && v.get(Mapping.BIG_ENDIAN, position + 8) == id.b()
                && v.get(Mapping.BIG_ENDIAN, position + 16) == id.c()
                && v.get(Mapping.BIG_ENDIAN, position + 24) == id.d();
    }

    /** Whether the same id lies at both places. */
    boolean same(long position, long other) {
        return MemorySegment.mismatch(view, position, position + SliceId.LENGTH, view, other,
                other + SliceId.LENGTH) < 0;
    }

    /** So many ids, one after the other. */
    MemorySegment ids(long position, int count) {
        return view.asSlice(position, (long) count * SliceId.LENGTH);
    }

    /** Checksum of what lies there. */
    int crc(long position, long length) {
        var crc = new CRC32C();
        crc.update(view.asSlice(position, length).asByteBuffer());
        return (int) crc.getValue();
    }

    /** Checksum of a cabinet that is going to lie there. */
    static int crc(byte[] slices, byte[] layout) {
        var crc = new CRC32C();
        crc.update(slices);
        crc.update(layout);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        arena.close();
        file.close();
    }
}
