package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget.Present;

/** A file that a restore found in its place, by way of Java. */
final class PortablePresent implements Present {

    private final Path path;
    private final Item item;
    private final PortableAttributes attributes;
    private final BasicFileAttributes now;
    private final FileChannel channel;

    PortablePresent(Path path, Item item, PortableAttributes attributes) throws IOException {
        this.path = path;
        this.item = item;
        this.attributes = attributes;
        now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isOutdated() {
        return now.size() != item.attributes().size()
                || !now.lastModifiedTime().toInstant().equals(item.attributes().modified());
    }

    @Override
    public long size() {
        return now.size();
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        return channel.read(into, offset);
    }

    @Override
    public boolean isSettled() {
        return !isOutdated();
    }

    @Override
    public void settle() throws IOException {
        attributes.write(path, item.attributes());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(PortablePresent.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage(), e);
        }
    }
}
