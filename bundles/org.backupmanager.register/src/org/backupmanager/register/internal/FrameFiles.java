package org.backupmanager.register.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Copies of directory frames: one file for each cabinet, to which frames are added, each with a head of 16 bytes:
 * mark, number of the frame, length, checksum of frame number and bytes. Not in the database, since Derby writes such
 * values at 20 to 40 MB/s.
 * <p>
 * They are copies of what the storage has, so they are not forced to the disk one by one: a power cut may lose the
 * newest, a killed process loses none. What is not whole counts as not kept.
 */
final class FrameFiles {

    private static final int MARK = 0x4672_6d31;
    private static final int HEAD = 4 * Integer.BYTES;

    private record Extent(long position, int length, int crc) {
    }

    /** What a file holds, and where its whole records end. */
    private record Content(Map<Integer, Extent> frames, long end) {
    }

    private final Path folder;
    private final Map<Integer, Content> contents = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    FrameFiles(Path folder) {
        this.folder = folder;
    }

    private Path file(int cabinet) {
        return folder.resolve(Integer.toString(cabinet));
    }

    /** Keeps it; a frame that was kept before is replaced. */
    void keep(int cabinet, int frame, byte[] bytes) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEAD + bytes.length);
        int crc = crc(frame, bytes);
        record.putInt(MARK).putInt(frame).putInt(bytes.length).putInt(crc).put(bytes);
        writing.lock();
        try {
            Files.createDirectories(folder);
            Content content = content(cabinet);
            try (var file = new RandomAccessFile(file(cabinet).toString(), "rw")) {
                if (file.length() > content.end) {
                    file.setLength(content.end);
                }
                file.seek(content.end);
                file.write(record.array());
            }
            content.frames.put(frame, new Extent(content.end + HEAD, bytes.length, crc));
            contents.put(cabinet, new Content(content.frames, content.end + record.capacity()));
        } finally {
            writing.unlock();
        }
    }

    Optional<byte[]> frame(int cabinet, int frame) throws IOException {
        Extent extent = content(cabinet).frames.get(frame);
        if (extent == null || !Files.exists(file(cabinet))) {
            return Optional.empty();
        }
        byte[] bytes = new byte[extent.length];
        try (var file = new RandomAccessFile(file(cabinet).toString(), "r")) {
            if (file.length() < extent.position + extent.length) {
                return Optional.empty();
            }
            file.seek(extent.position);
            file.readFully(bytes);
        }
        return crc(frame, bytes) == extent.crc ? Optional.of(bytes) : Optional.empty();
    }

    /** Forgets the frames of a cabinet. */
    void remove(int cabinet) throws IOException {
        writing.lock();
        try {
            Files.deleteIfExists(file(cabinet));
            contents.remove(cabinet);
        } finally {
            writing.unlock();
        }
    }

    private Content content(int cabinet) throws IOException {
        Content known = contents.get(cabinet);
        if (known != null) {
            return known;
        }
        Content read = read(file(cabinet));
        Content first = contents.putIfAbsent(cabinet, read);
        return first == null ? read : first;
    }

    /** Goes from head to head; ends where one is not whole. */
    private static Content read(Path path) throws IOException {
        Map<Integer, Extent> frames = new ConcurrentHashMap<>();
        if (!Files.exists(path)) {
            return new Content(frames, 0);
        }
        long position = 0;
        try (var file = new RandomAccessFile(path.toString(), "r")) {
            byte[] head = new byte[HEAD];
            long length = file.length();
            while (length - position >= HEAD) {
                file.seek(position);
                file.readFully(head);
                ByteBuffer in = ByteBuffer.wrap(head);
                int mark = in.getInt();
                int frame = in.getInt();
                var extent = new Extent(position + HEAD, in.getInt(), in.getInt());
                if (mark != MARK || extent.length < 0 || extent.position + extent.length > length) {
                    break;
                }
                frames.put(frame, extent);
                position = extent.position + extent.length;
            }
        }
        return new Content(frames, position);
    }

    private static int crc(int frame, byte[] bytes) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(frame).flip());
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
