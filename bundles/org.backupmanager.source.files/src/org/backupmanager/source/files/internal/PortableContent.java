package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;

/** The content of one file, read by way of Java, which knows no holes. */
final class PortableContent implements ItemContent {

    private final Item item;
    private final PortableTree tree;
    private final FileChannel channel;

    PortableContent(Item item, PortableTree tree) throws IOException {
        this.item = item;
        this.tree = tree;
        try {
            channel = FileChannel.open(tree.path(item.path()), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            throw new IOException(PortableTree.cause(e), e);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public long skipHole() {
        return 0;
    }

    @Override
    public boolean changed() throws IOException {
        try {
            ItemAttributes now = tree.item(item.path()).attributes();
            return !now.equals(item.attributes());
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
