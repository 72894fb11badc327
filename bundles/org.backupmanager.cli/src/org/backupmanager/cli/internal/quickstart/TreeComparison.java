package org.backupmanager.cli.internal.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;

/**
 * Compares two trees of a data source, contents and attributes: both are scanned side by side, so that a tree of any
 * size needs little memory. Numbers of
 * files (inodes) and the times of their last change of attributes cannot be restored and are not compared.
 */
final class TreeComparison {

    private final DataSource source;
    private final OptionalInt keeper;
    private final Runnable tick;
    private final Differences differences = new Differences();
    private final Map<Long, Long> links = new HashMap<>();
    private final BlockingQueue<ContentComparison> free;

    /**
     * Of trees of a data source.
     *
     * @param keeper user to whom what was restored belongs, where it cannot be given to others
     * @param tick called after each item
     */
    TreeComparison(DataSource source, OptionalInt keeper, Runnable tick) {
        this.source = source;
        this.keeper = keeper;
        this.tick = tick;
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        this.free = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            free.add(new ContentComparison());
        }
    }

    /** What was found so far. */
    Differences differences() {
        return differences;
    }

    /**
     * Compares all that is at or below two paths.
     *
     * @param leftOut folders of the original that are no part of it
     */
    void compare(ItemPath original, ItemPath restored, List<Path> leftOut) throws BackupException,
            InterruptedException {
        try (SourceView one = freeze(original, leftOut); SourceView other = freeze(restored, List.of());
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var left = new Below(one.items(), original);
            var right = new Below(other.items(), restored);
            Optional<Item> a = left.next();
            Optional<Item> b = right.next();
            while (a.isPresent() || b.isPresent()) {
                int order = a.isEmpty() ? 1 : b.isEmpty() ? -1 : left.path(a.get()).compareTo(right.path(b.get()));
                if (order == 0) {
                    attributes(a.get().path(), a.get().attributes(), b.get().attributes());
                    contents(readers, one, a.get(), other, b.get());
                } else if (order < 0) {
                    differences.add("compare.missing", a.get().path());
                } else {
                    differences.add("compare.extra", b.get().path());
                }
                a = order <= 0 ? left.next() : a;
                b = order >= 0 ? right.next() : b;
                tick.run();
            }
        }
    }

    private SourceView freeze(ItemPath path, List<Path> leftOut) throws BackupException {
        return source.freeze(Selection.of(path),
                new Watching(leftOut, (item, why) -> differences.add("compare.unreadable", item, why)));
    }

    private void attributes(ItemPath path, ItemAttributes one, ItemAttributes other) {
        differences.compared(one.size());
        same(path, "attribute.kind", one.kind(), other.kind());
        same(path, "attribute.size", one.size(), other.size());
        same(path, "attribute.time", one.modified(), other.modified());
        same(path, "attribute.mode", Integer.toOctalString(one.access().mode()),
                Integer.toOctalString(other.access().mode()));
        String owner = owner(one);
        String restored = owner(other);
        if (keeper.equals(OptionalInt.of(other.access().user())) && !owner.equals(restored)) {
            differences.kept();
        } else {
            same(path, "attribute.owner", owner, restored);
        }
        same(path, "attribute.linkTarget", one.linkTarget(), other.linkTarget());
        same(path, "attribute.device", one.device(), other.device());
        same(path, "attribute.extended", one.extended(), other.extended());
        long group = one.identity().linkGroup();
        long otherGroup = other.identity().linkGroup();
        long expected = group == 0 ? 0 : links.computeIfAbsent(group, g -> otherGroup);
        same(path, "attribute.links", expected, otherGroup);
    }

    private static String owner(ItemAttributes attributes) {
        return attributes.access().user() + ":" + attributes.access().group();
    }

    private void same(ItemPath path, String attribute, Object one, Object other) {
        if (!one.equals(other)) {
            differences.add("compare.attribute", path, Messages.text(attribute), one.toString(), other.toString());
        }
    }

    private void contents(ExecutorService readers, SourceView one, Item a, SourceView other, Item b)
            throws InterruptedException {
        if (!a.attributes().kind().hasContent() || !b.attributes().kind().hasContent()) {
            return;
        }
        ContentComparison comparison = free.take();
        readers.execute(() -> {
            try (ItemContent left = one.open(a); ItemContent right = other.open(b)) {
                if (!comparison.areEqual(left, right)) {
                    differences.add("compare.content", a.path());
                }
            } catch (IOException failed) {
                differences.add("compare.unreadable", a.path(), String.valueOf(failed.getMessage()));
            } finally {
                free.add(comparison);
            }
        });
    }

    /** The items at or below a path; the folders that lead there are skipped. */
    private record Below(Iterator<Item> items, ItemPath top) {

        Optional<Item> next() {
            while (items.hasNext()) {
                Item item = items.next();
                if (item.path().startsWith(top)) {
                    return Optional.of(item);
                }
            }
            return Optional.empty();
        }

        /** Where an item stands below the top. */
        ItemPath path(Item item) {
            byte[] bytes = item.path().bytes();
            return ItemPath.of(Arrays.copyOfRange(bytes, Math.min(top.length(), bytes.length), bytes.length));
        }
    }
}
