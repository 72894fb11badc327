package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.RestoreTarget.Present;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/** A file that a restore found in its place; open until it is closed. */
final class LinuxPresent implements Present {

    private final Item item;
    private final ItemAttributes now;
    private final int file;
    private final Kernel kernel;
    private final KernelPool kernels;
    private final AttributeWriter writer;
    private final boolean root;

    private LinuxPresent(Item item, ItemAttributes now, int file, Kernel kernel, KernelPool kernels,
            AttributeWriter writer) {
        this.item = item;
        this.now = now;
        this.file = file;
        this.kernel = kernel;
        this.kernels = kernels;
        this.writer = writer;
        root = kernel.user() == 0;
    }

    /** The file of the item's name in an open folder; empty where none is there that may stay as it is. */
    static Optional<Present> find(Item item, KernelPool kernels, int folder, AttributeWriter writer) {
        Kernel kernel = kernels.take();
        int file = kernel.open(folder, item.path().name(),
                Kernel.O_RDONLY | Kernel.O_NOFOLLOW | Kernel.O_NONBLOCK, 0);
        if (file >= 0 && kernel.stat(file) == 0 && isOf(item, kernel.found())) {
            ItemAttributes now = new AttributeReader().read(kernel, file, new byte[0], 0);
            return Optional.of(new LinuxPresent(item, now, file, kernel, kernels, writer));
        }
        kernel.close(file);
        kernels.give(kernel);
        return Optional.empty();
    }

    /** A file with one name in the session is not to share its content with other names here. */
    private static boolean isOf(Item item, FileStat found) {
        return found.type() == FileStat.S_IFREG
                && (found.links() == 1 || item.attributes().identity().linkGroup() != 0);
    }

    @Override
    public boolean isOutdated() {
        return now.size() != item.attributes().size() || !now.modified().equals(item.attributes().modified());
    }

    @Override
    public long size() {
        return now.size();
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        long got = kernel.read(file, offset, into, into.remaining());
        if (got < 0) {
            throw Problem.reading((int) got, item.path());
        }
        return (int) got;
    }

    @Override
    public void settle() throws IOException {
        List<AttributeLostException> lost = writer.write(kernel, file, item.attributes(), true);
        AttributeWriter.raise(lost);
    }

    /** Only root can give files to others, so for all others the owner does not count. */
    @Override
    public boolean isSettled() {
        ItemAttributes wanted = item.attributes();
        return now.modified().equals(wanted.modified()) && now.extended().equals(wanted.extended())
                && (root ? now.access().equals(wanted.access()) : now.access().mode() == wanted.access().mode());
    }

    @Override
    public void close() {
        kernel.close(file);
        kernels.give(kernel);
    }
}
