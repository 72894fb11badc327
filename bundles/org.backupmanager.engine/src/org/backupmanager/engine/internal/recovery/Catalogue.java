package org.backupmanager.engine.internal.recovery;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;

/**
 * What a continuous restore has put, or is about to put, into its folder: items in the order of their paths, with what
 * tells them from others of the same name. A path may stand there twice, for what it was and what it is to be. Read and
 * written as a stream.
 */
final class Catalogue {

    private Catalogue() {
    }

    /** A catalogue in the making; it is there when it is published. */
    static final class Writer implements AutoCloseable {

        private final Path made;
        private final FileChannel channel;
        private final DataOutputStream out;

        Writer(Path made) throws IOException {
            this.made = made;
            channel = FileChannel.open(made, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        }

        void add(Item item) throws IOException {
            byte[] path = item.path().bytes();
            out.writeInt(path.length);
            out.write(path);
            out.writeByte(item.attributes().kind().ordinal());
            out.writeLong(item.attributes().size());
            out.writeLong(item.attributes().modified().getEpochSecond());
            out.writeInt(item.attributes().modified().getNano());
        }

        /** Gives it its name; lasts when this has returned. */
        void publish(Path name) throws IOException {
            out.flush();
            channel.force(true);
            Files.move(made, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(made);
        }
    }

    /** Reads a catalogue from front to back. */
    static final class Reader implements AutoCloseable {

        private final DataInputStream in;
        private Optional<Item> next;

        /** One that is not there is empty. */
        Reader(Path name) throws IOException {
            in = new DataInputStream(Files.exists(name)
                    ? new BufferedInputStream(Files.newInputStream(name), 1 << 16) : InputStream.nullInputStream());
            next = read();
        }

        /** The next item, which stays the next. */
        Optional<Item> peek() {
            return next;
        }

        Item take() throws IOException {
            Item item = next.orElseThrow();
            next = read();
            return item;
        }

        private Optional<Item> read() throws IOException {
            byte[] path;
            try {
                path = new byte[in.readInt()];
            } catch (EOFException end) {
                return Optional.empty();
            }
            in.readFully(path);
            ItemKind kind = ItemKind.values()[in.readByte()];
            long size = in.readLong();
            Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
            return Optional.of(new Item(ItemPath.of(path), new ItemAttributes(kind, size, modified, Access.NONE,
                    Identity.NONE, Bytes.NONE, 0, ItemAttributes.NO_EXTENDED)));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
