package org.backupmanager.ui.internal.tree;

import java.util.List;
import java.util.function.Function;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;

/** How a {@link Selection} looks as ticks in a tree, and what a click on one makes of it. */
public final class Ticks {

    private Ticks() {
    }

    /** What a row shows. */
    public enum Tick {
        ON, PARTLY, OFF
    }

    /** The tick of a path; masks do not count. */
    public static Tick of(Selection selection, ItemPath path) {
        if (selection.covers(path)) {
            boolean whole = selection.excludes().stream().noneMatch(left -> isBelow(left, path));
            return whole ? Tick.ON : Tick.PARTLY;
        }
        boolean some = selection.includes().keySet().stream().anyMatch(chosen -> isBelow(chosen, path));
        return some ? Tick.PARTLY : Tick.OFF;
    }

    private static boolean isBelow(ItemPath path, ItemPath ancestor) {
        return path.startsWith(ancestor) && !path.equals(ancestor);
    }

    /** Chooses a path with all that is below it. */
    public static Selection on(Selection selection, ItemPath path) {
        Priority priority = selection.priority(path);
        Selection clean = selection.excluding(path);
        Selection chosen = clean.including(path, priority);
        Selection inherited = new Selection(clean.includes(), chosen.excludes(), clean.masks(), clean.kinds());
        // Where a folder above covers it, an entry of its own would only be noise.
        return inherited.covers(path) && inherited.priority(path) == priority ? inherited : chosen;
    }

    /** Leaves a path out with all that is below it. */
    public static Selection off(Selection selection, ItemPath path) {
        return selection.excluding(path);
    }

    /**
     * Chooses a path below a left-out folder by leaving out its neighbours in place of the folder, so that no chosen
     * path ever lies below one that is left out.
     *
     * @param children what lies directly in a folder that was opened
     */
    public static Selection onFlat(Selection selection, ItemPath path, Function<ItemPath, List<ItemPath>> children) {
        Selection now = on(selection, path);
        for (ItemPath left : List.copyOf(now.excludes())) {
            if (isBelow(path, left)) {
                now = open(now, left, path, children);
            }
        }
        return now;
    }

    private static Selection open(Selection selection, ItemPath left, ItemPath path,
            Function<ItemPath, List<ItemPath>> children) {
        Selection now = selection.including(left, selection.priority(left));
        for (ItemPath folder = path; !folder.equals(left); folder = folder.parent()) {
            for (ItemPath neighbour : children.apply(folder.parent())) {
                if (!path.startsWith(neighbour)) {
                    now = now.excluding(neighbour);
                }
            }
        }
        return now;
    }
}
