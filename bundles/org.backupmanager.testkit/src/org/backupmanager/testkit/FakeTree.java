package org.backupmanager.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;

/**
 * Folders, files and links in memory. Each change gives the item a later time than any before. Paths are written as
 * {@link ItemPath#parse} reads them; the
 * folders on the way are made. Safe for use by many threads.
 */
public final class FakeTree {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private final ConcurrentSkipListMap<ItemPath, Node> nodes = new ConcurrentSkipListMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** A tree with nothing but its root. */
    public FakeTree() {
        put(ItemPath.ROOT, attributes(ItemKind.DIRECTORY, 0, Bytes.NONE), Content.NONE);
    }

    /** Makes a file, or gives it this content. */
    public FakeTree file(String path, byte[] content) {
        return sparse(path, content, content.length);
    }

    /** Makes a file that begins with this content and is a hole from there to its end. */
    public FakeTree sparse(String path, byte[] begin, long size) {
        add(path, attributes(ItemKind.FILE, size, Bytes.NONE), new Content(begin.clone(), size));
        return this;
    }

    /** Gives a file other bytes, as a failing drive does: its attributes stay. */
    public FakeTree damage(String path, byte[] content) {
        put(ItemPath.parse(path), node(ItemPath.parse(path)).orElseThrow().attributes(),
                new Content(content.clone(), content.length));
        return this;
    }

    /** Makes a folder. */
    public FakeTree folder(String path) {
        add(path, attributes(ItemKind.DIRECTORY, 0, Bytes.NONE), Content.NONE);
        return this;
    }

    /** Makes a symbolic link. */
    public FakeTree link(String path, String target) {
        add(path, attributes(ItemKind.SYMLINK, 0, Bytes.of(target.getBytes(StandardCharsets.UTF_8))),
                Content.NONE);
        return this;
    }

    /** Removes an item and all that is below it. */
    public FakeTree remove(String path) {
        nodes.keySet().removeIf(each -> each.startsWith(ItemPath.parse(path)));
        return this;
    }

    /** All items, parents first. */
    public List<Item> items() {
        return nodes.entrySet().stream().map(node -> new Item(node.getKey(), node.getValue().attributes())).toList();
    }

    /** The paths of all items but the root, as text, parents first. */
    public List<String> paths() {
        return nodes.keySet().stream().filter(path -> !path.isRoot()).map(ItemPath::toString).toList();
    }

    /** The item at a path. */
    public Optional<Item> item(ItemPath path) {
        return node(path).map(node -> new Item(path, node.attributes()));
    }

    /** What a file holds, holes as zeros; fails where there is no such file. */
    public byte[] content(String path) {
        return node(ItemPath.parse(path)).orElseThrow(() -> new AssertionError("no " + path)).content().toArray();
    }

    /** Whether both hold the same items with the same attributes and content. */
    public boolean sameAs(FakeTree other) {
        return nodes.equals(other.nodes);
    }

    Optional<Node> node(ItemPath path) {
        return Optional.ofNullable(nodes.get(path));
    }

    void put(ItemPath path, ItemAttributes attributes, Content content) {
        nodes.put(path, new Node(attributes, content));
    }

    Map<ItemPath, Node> nodes() {
        return nodes;
    }

    private void add(String text, ItemAttributes attributes, Content content) {
        ItemPath path = ItemPath.parse(text);
        if (node(path.parent()).isEmpty()) {
            folder(path.parent().toString());
        }
        put(path, attributes, content);
    }

    private ItemAttributes attributes(ItemKind kind, long size, Bytes target) {
        long number = changes.incrementAndGet();
        Instant time = BEGIN.plusSeconds(number);
        var access = new Access(kind == ItemKind.DIRECTORY ? 0755 : 0644, 1000, 1000);
        return new ItemAttributes(kind, size, time, access, new Identity(number, time, 0), target, 0,
                ItemAttributes.NO_EXTENDED);
    }

    /** What is at one path. */
    record Node(ItemAttributes attributes, Content content) {
    }

    /** Bytes, and a hole from their end to {@code size}. */
    record Content(byte[] data, long size) {

        static final Content NONE = new Content(new byte[0], 0);

        byte[] toArray() {
            return Arrays.copyOf(data, Math.toIntExact(size));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && size == content.size
                    && Arrays.equals(trimmed(), content.trimmed());
        }

        @Override
        public int hashCode() {
            return Long.hashCode(size);
        }

        /** Without zeros at the end, which may as well be hole. */
        private byte[] trimmed() {
            int end = data.length;
            while (end > 0 && data[end - 1] == 0) {
                end--;
            }
            return Arrays.copyOf(data, end);
        }
    }
}
