package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.Item;

/**
 * Of a scan of everything, what is chosen by path or by kind: folders on the way to it come before it, and folders that
 * lead to nothing do not come at all. Holds no more than the folders that the scan is in.
 */
public final class ChosenItems implements Iterator<Item> {

    private final Iterator<Item> items;
    private final Selection selection;
    private final Predicate<ItemPath> closed;
    private final Gate gate;
    /** Folders that the scan is in and that have not been given yet, the outermost first. */
    private final List<Item> doubtful = new ArrayList<>();
    private final Deque<Item> ready = new ArrayDeque<>();

    private ChosenItems(Iterator<Item> items, Selection selection, Predicate<ItemPath> closed, Gate gate) {
        this.items = items;
        this.selection = selection;
        this.closed = closed;
        this.gate = gate;
    }

    /**
     * @param items of a scan of {@link Selection#toScan}, depth first, the root at the top
     * @param selection what is chosen
     * @param closed folders that are not gone into: what they hold is known to be worth it
     * @param gate asked for each item, since many may be passed by; where it is shut the scan ends as one that cannot
     *        go on, with an {@link UncheckedIOException}
     */
    public static Iterator<Item> of(Iterator<Item> items, Selection selection, Predicate<ItemPath> closed,
            Gate gate) {
        return selection.kinds().isEmpty() ? items : new ChosenItems(items, selection, closed, gate);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && items.hasNext()) {
            pass();
            take(items.next());
        }
        return !ready.isEmpty();
    }

    private void pass() {
        try {
            gate.pass();
        } catch (SessionCancelledException cancelled) {
            throw new UncheckedIOException(new IOException(cancelled));
        }
    }

    private void take(Item item) {
        ItemPath path = item.path();
        while (!doubtful.isEmpty() && !path.startsWith(doubtful.getLast().path())) {
            doubtful.removeLast();
        }
        boolean folder = item.attributes().kind() == ItemKind.DIRECTORY;
        boolean chosen = path.isRoot() || selection.covers(path)
                || (folder ? closed.test(path)
                        : item.attributes().kind() == ItemKind.FILE && selection.test(path));
        if (chosen) {
            ready.addAll(doubtful);
            doubtful.clear();
            ready.add(item);
        } else if (folder) {
            doubtful.add(item);
        }
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
