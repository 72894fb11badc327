package org.backupmanager.register.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Says that an index was closed properly and which state of the database it fits. Emptied before the index is changed.
 *
 * @param generation number of the table's file
 * @param capacity its slots
 * @param used how many of them are not empty
 * @param nextCabinet of the database
 * @param removals of the database
 * @param extents where the cabinets are on the shelf
 */
record IndexMark(int generation, long capacity, long used, int nextCabinet, int removals, long[] extents) {

    private static final long MAGIC = 0x424d_496e_6465_7831L;
    private static final int FIXED = 3 * Long.BYTES + 3 * Integer.BYTES;

    private static Path file(Path folder) {
        return folder.resolve("mark");
    }

    /** The file of a table. */
    static Path table(Path folder, int generation) {
        return folder.resolve("table-" + generation);
    }

    static boolean isTable(Path path) {
        return path.getFileName().toString().startsWith("table-");
    }

    /** The mark in that folder, if it and the table are whole and fit this state. */
    static Optional<IndexMark> read(Path folder, Counters counters) throws IOException {
        Path path = file(folder);
        return Files.isRegularFile(path) ? decode(Files.readAllBytes(path))
                .filter(mark -> mark.fits(counters) && mark.hasTable(folder))
                : Optional.empty();
    }

    private static Optional<IndexMark> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int body = bytes.length - Integer.BYTES;
        if (body < FIXED || in.getInt(body) != crc(bytes, body) || in.getLong() != MAGIC) {
            return Optional.empty();
        }
        int generation = in.getInt();
        int nextCabinet = in.getInt();
        int removals = in.getInt();
        long capacity = in.getLong();
        long used = in.getLong();
        long[] extents = new long[nextCabinet];
        in.asLongBuffer().get(extents);
        return Optional.of(new IndexMark(generation, capacity, used, nextCabinet, removals, extents));
    }

    private boolean fits(Counters counters) {
        return nextCabinet == counters.nextCabinet() && removals == counters.removals();
    }

    private boolean hasTable(Path folder) {
        return table(folder, generation).toFile().length() == capacity * Long.BYTES;
    }

    /** Replaces the mark in one step. */
    void write(Path folder) throws IOException {
        int body = FIXED + extents.length * Long.BYTES;
        ByteBuffer out = ByteBuffer.allocate(body + Integer.BYTES);
        out.putLong(MAGIC).putInt(generation).putInt(nextCabinet).putInt(removals).putLong(capacity).putLong(used);
        out.asLongBuffer().put(extents);
        out.putInt(body, crc(out.array(), body));
        Path next = folder.resolve("mark.next");
        try (var file = new RandomAccessFile(next.toString(), "rw")) {
            file.setLength(0);
            file.write(out.array());
            file.getFD().sync();
        }
        Files.move(next, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The index is about to change: until the next {@link #write} it fits nothing, even after a power cut. */
    static void clear(Path folder) throws IOException {
        // Not deleted: that a file is gone is only on disk when its folder is.
        try (var file = new RandomAccessFile(file(folder).toString(), "rw")) {
            file.setLength(0);
            file.getFD().sync();
        }
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
