package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;

/** Writes items back by way of Java, with the same rules as {@link LinuxTarget} as far as Java can keep them. */
final class PortableTarget implements RestoreTarget {

    private final PortableTree tree;
    private final PortableAttributes attributes;
    private final Optional<Path> place;
    private final boolean keep;
    private final AtomicLong names;
    private final Set<ItemPath> kept = ConcurrentHashMap.newKeySet();

    PortableTarget(PortableTree tree, PortableAttributes attributes, Optional<Path> place, ExistingFiles existing,
            RandomGenerator chance) {
        this.tree = tree;
        this.attributes = attributes;
        this.place = place;
        this.keep = existing == ExistingFiles.SKIP;
        this.names = new AtomicLong(chance.nextLong());
    }

    /** Where the item goes; no step on the way below the place is a symbolic link. */
    private Path path(ItemPath path) throws IOException {
        if (!path.isRoot()) {
            TargetFolders.checkName(path, path.name());
        }
        if (place.isEmpty()) {
            return tree.path(path);
        }
        Path target = tree.below(place.get(), path);
        for (Path step = target.getParent(); step.startsWith(place.get()) && !step.equals(place.get());
                step = step.getParent()) {
            TargetFolders.checkName(path, step.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            if (Files.isSymbolicLink(step)) {
                throw new IOException(Messages.text("linkInWay", step));
            }
        }
        return target;
    }

    @Override
    public void folder(Item folder) throws IOException {
        Path path = path(folder.path());
        if (folder.path().isRoot() || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path);
        } else if (!Files.isDirectory(path)) {
            throw new IOException(Messages.text("otherInWay", path));
        } else if (keep) {
            kept.add(folder.path());
        }
    }

    @Override
    public boolean wants(Item item) throws IOException {
        return !keep || !Files.exists(path(item.path()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isNewer(Item item) throws IOException {
        Path path = path(item.path());
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Files
                .getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant().isAfter(item.attributes().modified());
    }

    @Override
    public Optional<Present> present(Item item) throws IOException {
        Path path = path(item.path());
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(new PortablePresent(path, item, attributes)) : Optional.empty();
    }

    @Override
    public Sink create(Item item) throws IOException {
        Path path = path(item.path());
        return new PortableSink(item, path, unfinished(path));
    }

    private Path unfinished(Path path) {
        return path.resolveSibling(LeftOut.UNFINISHED + Long.toHexString(names.incrementAndGet()));
    }

    @Override
    public void special(Item item) throws IOException {
        if (item.attributes().kind() != ItemKind.SYMLINK) {
            throw new IOException(Messages.text("specialNotHere"));
        }
        Path path = path(item.path());
        Path unfinished = unfinished(path);
        String target = new String(item.attributes().linkTarget().toArray(), StandardCharsets.UTF_8);
        Files.createSymbolicLink(unfinished, Path.of(target));
        attributes.write(unfinished, item.attributes());
        publish(unfinished, path);
    }

    @Override
    public void link(Item item, Item existing) throws IOException {
        Path path = path(item.path());
        Path unfinished = unfinished(path);
        Files.createLink(unfinished, path(existing.path()));
        publish(unfinished, path);
        Files.deleteIfExists(unfinished);
    }

    @Override
    public boolean remove(Item item) throws IOException {
        Path path = path(item.path());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        boolean folder = item.attributes().kind() == ItemKind.DIRECTORY;
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean same = folder ? now.isDirectory() : item.attributes().kind() == ItemKind.FILE ? now.isRegularFile()
                && now.size() == item.attributes().size()
                && now.lastModifiedTime().toInstant().equals(item.attributes().modified()) : now.isSymbolicLink();
        if (!same) {
            return false;
        }
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException holdsOthers) {
            return false;
        }
        return true;
    }

    @Override
    public void finish(Item folder) throws IOException {
        if (!folder.path().isRoot() && !kept.contains(folder.path())) {
            attributes.write(path(folder.path()), folder.attributes());
        }
    }

    private void publish(Path unfinished, Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(unfinished);
            throw new IOException(Messages.text("folderInWay"));
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    /** A file that a restore is writing. */
    private final class PortableSink implements Sink {

        private final Item item;
        private final Path path;
        private final Path unfinished;
        private final FileChannel channel;

        PortableSink(Item item, Path path, Path unfinished) throws IOException {
            this.item = item;
            this.path = path;
            this.unfinished = unfinished;
            this.channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE);
        }

        @Override
        public void write(long offset, ByteBuffer bytes) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void complete(long length) throws IOException {
            if (channel.size() < length) {
                channel.write(ByteBuffer.allocate(1), length - 1);
            } else {
                channel.truncate(length);
            }
            channel.close();
            attributes.write(unfinished, item.attributes());
            publish(unfinished, path);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
