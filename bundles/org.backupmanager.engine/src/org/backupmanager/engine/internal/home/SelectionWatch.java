package org.backupmanager.engine.internal.home;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.source.Item;

/** Passes the items of a scan on and notices which chosen paths were among them. */
public final class SelectionWatch implements Iterator<Item> {

    private final Iterator<Item> items;
    private final Set<ItemPath> missed;
    private final Set<Integer> depths = new HashSet<>();

    public SelectionWatch(Iterator<Item> items, Selection selection) {
        this.items = items;
        missed = new HashSet<>(selection.includes().keySet());
        missed.forEach(path -> depths.add(path.depth()));
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    @Override
    public Item next() {
        Item item = items.next();
        if (!missed.isEmpty() && depths.contains(item.path().depth())) {
            missed.remove(item.path());
        }
        return item;
    }

    /** Chosen paths that the scan did not find. */
    public Set<ItemPath> missed() {
        return missed;
    }
}
