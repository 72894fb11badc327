package org.backupmanager.testkit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.Undoing;
import org.backupmanager.testkit.FakeTree.Node;

/**
 * A data source in memory. Its {@link #tree} may be changed at any time; the list of items is that of the moment of the
 * freeze, their content that of the moment of reading, as with plain files. Items can be made to misbehave.
 */
public final class FakeSource implements DataSource {

    private final FakeTree tree = new FakeTree();
    private final Map<Path, FakeTree> places = new ConcurrentHashMap<>();
    private final Set<ItemPath> unlisted = ConcurrentHashMap.newKeySet();
    private final Set<ItemPath> unreadable = ConcurrentHashMap.newKeySet();
    private final Set<ItemPath> vanishing = ConcurrentHashMap.newKeySet();
    private final Set<ItemPath> restless = ConcurrentHashMap.newKeySet();
    private final Map<ItemPath, CountDownLatch> held = new ConcurrentHashMap<>();
    private final AtomicInteger openViews = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile Availability availability = Availability.HERE;
    private volatile Optional<Undoing> undoing = Optional.empty();

    /** What the source holds. */
    public FakeTree tree() {
        return tree;
    }

    /** What was restored to another place; an empty tree at first. */
    public FakeTree restoredTo(Path place) {
        return places.computeIfAbsent(place, _ -> new FakeTree());
    }

    /** Leaves the item out of scans, which tell it as trouble. */
    public FakeSource unlisted(String path) {
        unlisted.add(ItemPath.parse(path));
        return this;
    }

    /** The item is listed, but cannot be opened. */
    public FakeSource unreadable(String path) {
        unreadable.add(ItemPath.parse(path));
        return this;
    }

    /** The item is listed, and gone when it is to be opened. */
    public FakeSource vanishing(String path) {
        vanishing.add(ItemPath.parse(path));
        return this;
    }

    /** The item says that it changed while it was read. */
    public FakeSource restless(String path) {
        restless.add(ItemPath.parse(path));
        return this;
    }

    /** Reading the item waits for the latch. */
    public FakeSource slow(String path, CountDownLatch latch) {
        held.put(ItemPath.parse(path), latch);
        return this;
    }

    /** Restores of the source are undone by this. */
    public FakeSource undoneBy(Undoing undo) {
        undoing = Optional.of(undo);
        return this;
    }

    /** The source cannot be used any more, for this reason. */
    public FakeSource unavailable(String reason) {
        availability = Availability.because(reason);
        return this;
    }

    /** The item behaves again. */
    public FakeSource well(String text) {
        ItemPath path = ItemPath.parse(text);
        List.of(unlisted, unreadable, vanishing, restless, held.keySet()).forEach(paths -> paths.remove(path));
        return this;
    }

    /** Views that were frozen and not closed. */
    public int openViews() {
        return openViews.get();
    }

    /** How often a session was acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }

    @Override
    public String id() {
        return "Fake";
    }

    @Override
    public String label() {
        return "Memory";
    }

    @Override
    public String description() {
        return "Protects what a test made up.";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public boolean keepsFiles() {
        return true;
    }

    @Override
    public Overlap overlap() {
        return Overlap.MERGES;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) {
        return tree.items().stream().filter(item -> !item.path().isRoot() && item.path().parent().equals(parent))
                .map(this::selectable).toList();
    }

    private Selectable selectable(Item item) {
        boolean hasChildren = tree.items().stream()
                .anyMatch(other -> other.path().depth() > item.path().depth() && other.path().startsWith(item.path()));
        boolean folder = item.attributes().kind() == ItemKind.DIRECTORY;
        return new Selectable(item.path(), ItemPath.show(item.path().name()), item.attributes().kind(),
                folder ? -1 : item.attributes().size(), hasChildren);
    }

    @Override
    public ItemPath parse(String text) {
        return ItemPath.parse(text);
    }

    @Override
    public String show(ItemPath path) {
        return path.toString();
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) {
        openViews.incrementAndGet();
        return new View(scan(selection, context));
    }

    private List<Item> scan(Selection selection, FreezeContext context) {
        var items = new ArrayList<Item>();
        var skipped = new ArrayList<ItemPath>();
        for (Item item : tree.items()) {
            ItemPath path = item.path();
            if (!skipped.isEmpty() && path.startsWith(skipped.getLast())) {
                continue;
            }
            selection.maskOf(path).ifPresent(context::leftOut);
            boolean chosen = path.isRoot() || selection.test(path)
                    || selection.leadsTo(path) && !selection.masked(path);
            if (chosen && !unlisted.contains(path)) {
                items.add(item);
                continue;
            }
            if (chosen) {
                context.trouble(path, Code.ITEM_UNREADABLE, "permission denied");
            }
            if (chosen || selection.masked(path)) {
                skipped.add(path);
            }
        }
        return items;
    }

    private boolean isStill(Item item) {
        return tree.item(item.path()).map(Item::attributes).equals(Optional.of(item.attributes()));
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) {
        return new FakeTarget(place.map(this::restoredTo).orElse(tree), existing);
    }

    @Override
    public Optional<Undoing> undoing() {
        return undoing;
    }

    /** One frozen list of items. */
    private final class View implements SourceView {

        private final List<Item> items;
        private boolean closed;

        View(List<Item> items) {
            this.items = items;
        }

        @Override
        public Iterator<Item> items() {
            return items.iterator();
        }

        @Override
        public ItemContent open(Item item) throws IOException {
            Optional<Node> node = tree.node(item.path());
            if (vanishing.contains(item.path()) || node.isEmpty()) {
                throw new NoSuchFileException(item.path().toString());
            }
            if (unreadable.contains(item.path())) {
                throw new AccessDeniedException(item.path().toString());
            }
            return new FakeContent(node.get().content(), () -> Optional.ofNullable(held.get(item.path())),
                    () -> restless.contains(item.path()) || !isStill(item));
        }

        @Override
        public void acknowledge() {
            acknowledged.incrementAndGet();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openViews.decrementAndGet();
            }
        }
    }
}
