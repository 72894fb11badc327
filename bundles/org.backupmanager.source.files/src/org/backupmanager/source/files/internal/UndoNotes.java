package org.backupmanager.source.files.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;

/**
 * What a restore has done, in the order in which it did it: one file that only grows, in the folder of notes. Each note
 * is written before what it tells becomes visible, so the end of the process loses none that matters; a note that was
 * cut short tells of nothing that was done.
 */
final class UndoNotes implements AutoCloseable {

    private static final String FILE = "notes";

    private final FileChannel channel;

    UndoNotes(Path folder) throws IOException {
        channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One thing that was done. */
    sealed interface Note {

        /** A folder was made in which replaced files are kept. */
        record Keep(int number, ItemPath folder) implements Note {
        }

        /** A folder of the restore was made. */
        record Made(ItemPath path) implements Note {
        }

        /** A folder was there, and looked like this. */
        record Found(ItemPath path, ItemAttributes attributes) implements Note {
        }

        /**
         * A file is about to get its name.
         *
         * @param inode of the new file
         * @param modified time of its content
         * @param keep number of the folder where the file that it replaces is kept
         * @param number name of the replaced file there, if there was one
         */
        record Placed(ItemPath path, long inode, Instant modified, int keep, long number) implements Note {
        }

        /** The file that another one replaced could not be kept. */
        record Lost(ItemPath path) implements Note {
        }
    }

    /** Adds a note; returns when it will outlast this process. */
    void add(Note note) throws IOException {
        var bytes = new ByteArrayOutputStream(128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            write(note, out);
        }
        ByteBuffer whole = ByteBuffer.wrap(bytes.toByteArray());
        whole.putInt(0, whole.remaining() - Integer.BYTES);
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    private static void write(Note note, DataOutputStream out) throws IOException {
        switch (note) {
            case Note.Keep(int number, ItemPath folder) -> {
                out.writeByte('K');
                path(out, folder);
                out.writeInt(number);
            }
            case Note.Made(ItemPath path) -> {
                out.writeByte('M');
                path(out, path);
            }
            case Note.Found(ItemPath path, ItemAttributes attributes) -> {
                out.writeByte('F');
                path(out, path);
                attributes(out, attributes);
            }
            case Note.Placed(ItemPath path, long inode, Instant modified, int keep, long number) -> {
                out.writeByte('P');
                path(out, path);
                out.writeLong(inode);
                time(out, modified);
                out.writeInt(keep);
                out.writeLong(number);
            }
            case Note.Lost(ItemPath path) -> {
                out.writeByte('L');
                path(out, path);
            }
        }
    }

    /** Tells all notes of a folder, the first one first. */
    static void read(Path folder, Reader reader) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (Optional<byte[]> note = next(in); note.isPresent(); note = next(in)) {
                reader.note(note(new DataInputStream(new ByteArrayInputStream(note.get()))));
            }
        }
    }

    /** Removes the notes of a folder. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    private static Optional<byte[]> next(DataInputStream in) throws IOException {
        try {
            byte[] note = new byte[in.readInt()];
            in.readFully(note);
            return Optional.of(note);
        } catch (EOFException end) {
            return Optional.empty();
        }
    }

    private static Note note(DataInputStream in) throws IOException {
        int kind = in.readByte();
        ItemPath path = ItemPath.of(block(in).toArray());
        return switch (kind) {
            case 'K' -> new Note.Keep(in.readInt(), path);
            case 'M' -> new Note.Made(path);
            case 'F' -> new Note.Found(path, attributes(in));
            case 'P' -> new Note.Placed(path, in.readLong(), time(in), in.readInt(), in.readLong());
            case 'L' -> new Note.Lost(path);
            default -> throw new IOException(Messages.text("undo.damaged", path));
        };
    }

    private static void path(DataOutputStream out, ItemPath path) throws IOException {
        block(out, Bytes.of(path.bytes()));
    }

    private static void block(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.toArray().length);
        out.write(bytes.toArray());
    }

    private static Bytes block(DataInputStream in) throws IOException {
        return Bytes.of(in.readNBytes(in.readInt()));
    }

    private static void time(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant time(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void attributes(DataOutputStream out, ItemAttributes attributes) throws IOException {
        out.writeInt(attributes.access().mode());
        out.writeInt(attributes.access().user());
        out.writeInt(attributes.access().group());
        time(out, attributes.modified());
        out.writeInt(attributes.extended().size());
        for (Map.Entry<String, Bytes> one : attributes.extended().entrySet()) {
            out.writeUTF(one.getKey());
            block(out, one.getValue());
        }
    }

    private static ItemAttributes attributes(DataInputStream in) throws IOException {
        var access = new Access(in.readInt(), in.readInt(), in.readInt());
        Instant modified = time(in);
        var extended = new TreeMap<String, Bytes>();
        for (int left = in.readInt(); left > 0; left--) {
            extended.put(in.readUTF(), block(in));
        }
        return new ItemAttributes(ItemKind.DIRECTORY, 0, modified, access, Identity.NONE, Bytes.NONE, 0, extended);
    }

    @Override
    public void close() throws IOException {
        channel.force(false);
        channel.close();
    }

    /** Takes notes one by one. */
    @FunctionalInterface
    interface Reader {
        void note(Note note) throws IOException;
    }
}
