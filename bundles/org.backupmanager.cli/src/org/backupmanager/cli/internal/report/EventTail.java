package org.backupmanager.cli.internal.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of lines that grows, and goes on in the next one when it was renamed and begun anew. Used by one thread.
 */
final class EventTail implements AutoCloseable {

    private static final int CHUNK = 64 << 10;
    /** More than the writer of the file lets it grow to. */
    private static final int MOST_PAST = 4 << 20;

    private final Path file;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private Optional<FileChannel> open = Optional.empty();
    private Object key = "";

    /** Begins at the end of the file, or with the next one where there is none yet. */
    EventTail(Path file) throws IOException {
        this.file = file;
        if (openFile()) {
            open.orElseThrow().position(open.orElseThrow().size());
        }
    }

    /** The last lines that the file had when this began; {@link #more} goes on behind them. */
    List<String> last(int lines) throws IOException {
        if (open.isEmpty() || lines == 0) {
            return List.of();
        }
        FileChannel channel = open.get();
        ByteBuffer past = ByteBuffer.allocate((int) Math.min(channel.position(), MOST_PAST));
        long from = channel.position() - past.capacity();
        int n = 0;
        while (past.hasRemaining() && n >= 0) {
            n = channel.read(past, from + past.position());
        }
        List<String> all = new String(past.array(), 0, past.position(), StandardCharsets.UTF_8).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** The whole lines that have come since the last time. */
    List<String> more() throws IOException {
        List<String> lines = new ArrayList<>();
        if (open.isPresent()) {
            read(open.get(), lines);
        }
        // asked after reading: what is written to a file before it is renamed was read
        if (open.isEmpty() || !key.equals(keyOf(file))) {
            if (open.isPresent()) {
                read(open.get(), lines);
                open.get().close();
                open = Optional.empty();
            }
            if (openFile()) {
                read(open.orElseThrow(), lines);
            }
        }
        return lines;
    }

    private boolean openFile() throws IOException {
        try {
            FileChannel channel = FileChannel.open(file);
            key = keyOf(file);
            open = Optional.of(channel);
            return true;
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    /** Tells one file from the next of its name. */
    private static Object keyOf(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.ofNullable(attributes.fileKey()).orElse(attributes.creationTime());
        } catch (NoSuchFileException betweenTwo) {
            return "";
        }
    }

    private void read(FileChannel channel, List<String> lines) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (channel.read(chunk.clear()) > 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                byte next = chunk.get();
                if (next == '\n') {
                    lines.add(begun.toString(StandardCharsets.UTF_8));
                    begun.reset();
                } else {
                    begun.write(next);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
