package org.backupmanager.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.testkit.FakeTree.Content;
import org.backupmanager.testkit.FakeTree.Node;

/** Puts items back into a tree in memory; an item without its folder is refused, as a file system does. */
final class FakeTarget implements RestoreTarget {

    private final FakeTree tree;
    private final ExistingFiles existing;
    /** Folders that were there and stay as they were. */
    private final Set<ItemPath> kept = ConcurrentHashMap.newKeySet();

    FakeTarget(FakeTree tree, ExistingFiles existing) {
        this.tree = tree;
        this.existing = existing;
    }

    @Override
    public void folder(Item folder) throws IOException {
        requireParent(folder);
        Optional<Node> there = tree.node(folder.path());
        if (there.isEmpty()) {
            tree.put(folder.path(), folder.attributes(), Content.NONE);
        } else if (there.get().attributes().kind() != ItemKind.DIRECTORY) {
            throw new FileAlreadyExistsException(folder.path().toString());
        } else if (existing == ExistingFiles.SKIP) {
            kept.add(folder.path());
        }
    }

    @Override
    public boolean wants(Item item) {
        return existing == ExistingFiles.OVERWRITE || tree.node(item.path()).isEmpty();
    }

    @Override
    public boolean isNewer(Item item) {
        return tree.node(item.path())
                .filter(node -> node.attributes().modified().isAfter(item.attributes().modified())).isPresent();
    }

    @Override
    public Optional<Present> present(Item item) {
        return tree.node(item.path()).filter(node -> node.attributes().kind() == ItemKind.FILE)
                .map(node -> new MemoryPresent(item, node));
    }

    @Override
    public Sink create(Item item) throws IOException {
        requireParent(item);
        return new MemorySink(item);
    }

    @Override
    public void special(Item item) throws IOException {
        requireParent(item);
        tree.put(item.path(), item.attributes(), Content.NONE);
    }

    @Override
    public void link(Item item, Item other) throws IOException {
        requireParent(item);
        Content content = tree.node(other.path()).orElseThrow(() -> new NoSuchFileException(other.path().toString()))
                .content();
        tree.put(item.path(), item.attributes(), content);
    }

    @Override
    public boolean remove(Item item) {
        Optional<Node> there = tree.node(item.path());
        if (there.isEmpty()) {
            return true;
        }
        boolean same = there.get().attributes().kind() == item.attributes().kind()
                && (item.attributes().kind() == ItemKind.DIRECTORY ? isEmpty(item.path())
                        : there.get().attributes().size() == item.attributes().size()
                                && there.get().attributes().modified().equals(item.attributes().modified()));
        if (same) {
            tree.remove(item.path().toString());
        }
        return same;
    }

    private boolean isEmpty(ItemPath folder) {
        return tree.nodes().keySet().stream().noneMatch(path -> !path.isRoot() && path.parent().equals(folder));
    }

    @Override
    public void finish(Item folder) {
        if (!kept.contains(folder.path())) {
            tree.put(folder.path(), folder.attributes(), Content.NONE);
        }
    }

    @Override
    public void close() {
        // all is in the tree already
    }

    private void requireParent(Item item) throws IOException {
        ItemPath parent = item.path().parent();
        if (tree.node(parent).isEmpty()) {
            throw new NoSuchFileException(parent.toString());
        }
    }

    /** A file that is in the tree. */
    private final class MemoryPresent implements Present {

        private final Item item;
        private final Node node;

        MemoryPresent(Item item, Node node) {
            this.item = item;
            this.node = node;
        }

        @Override
        public boolean isOutdated() {
            return size() != item.attributes().size()
                    || !node.attributes().modified().equals(item.attributes().modified());
        }

        @Override
        public long size() {
            return node.content().size();
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            byte[] all = node.content().toArray();
            int some = (int) Math.clamp(all.length - offset, 0, into.remaining());
            into.put(all, (int) offset, some);
            return some;
        }

        @Override
        public boolean isSettled() {
            return node.attributes().equals(item.attributes());
        }

        @Override
        public void settle() {
            tree.put(item.path(), item.attributes(), node.content());
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /** Collects a file; nobody sees it before it is complete. */
    private final class MemorySink implements Sink {

        private final Item item;
        private final ReentrantLock lock = new ReentrantLock();
        private byte[] data = new byte[0];

        MemorySink(Item item) {
            this.item = item;
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {
            lock.lock();
            try {
                int from = Math.toIntExact(offset);
                int to = Math.addExact(from, bytes.remaining());
                if (data.length < to) {
                    data = Arrays.copyOf(data, to);
                }
                bytes.get(data, from, to - from);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void complete(long length) {
            lock.lock();
            try {
                byte[] whole = data.length > length ? Arrays.copyOf(data, (int) length) : data;
                tree.put(item.path(), item.attributes(), new Content(whole, length));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            // what was not completed is forgotten
        }
    }
}
