package org.backupmanager.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of one data source a person chose to protect: paths to include, each with a priority, paths below them to leave
 * out, and masks.
 * A pure value. The longest path that covers an item decides; a mask always excludes.
 *
 * @param includes chosen paths and how early each is processed
 * @param excludes paths left out, each below an included one
 * @param masks what is left out wherever it stands
 */
public record Selection(SortedMap<ItemPath, Priority> includes, List<ItemPath> excludes, List<Mask> masks) {

    /** Nothing chosen. */
    public static final Selection NONE = new Selection(new TreeMap<>(), List.of(), List.of());

    public Selection {
        includes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(includes));
        excludes = List.copyOf(excludes);
        masks = List.copyOf(masks);
    }

    /** These paths at normal priority. */
    public static Selection of(ItemPath... paths) {
        Selection selection = NONE;
        for (ItemPath path : paths) {
            selection = selection.including(path, Priority.NORMAL);
        }
        return selection;
    }

    public boolean isEmpty() {
        return includes.isEmpty();
    }

    /** This selection and one more path; an exclusion of that very path is taken back. */
    public Selection including(ItemPath path, Priority priority) {
        var more = new TreeMap<>(includes);
        more.put(path, priority);
        var without = new ArrayList<>(excludes);
        without.remove(path);
        return new Selection(more, without, masks);
    }

    /** This selection without that path and what is below it. */
    public Selection excluding(ItemPath path) {
        var fewer = new TreeMap<>(includes);
        fewer.keySet().removeIf(included -> included.startsWith(path));
        var more = new ArrayList<>(excludes);
        more.removeIf(excluded -> excluded.startsWith(path));
        if (fewer.keySet().stream().anyMatch(path::startsWith)) {
            more.add(path);
        }
        return new Selection(fewer, more, masks);
    }

    /** This selection with these masks in place of its own. */
    public Selection withMasks(List<Mask> others) {
        return new Selection(includes, excludes, others);
    }

    /**
     * Whether the item is chosen and not left out. Masks are asked for the item itself only: a scan does not enter a
     * folder that is left out.
     */
    public boolean test(ItemPath path) {
        return covered(path) && !masked(path);
    }

    /** Whether a mask leaves the item out. */
    public boolean masked(ItemPath path) {
        for (Mask mask : masks) {
            if (mask.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private boolean covered(ItemPath path) {
        int included = -1;
        for (ItemPath candidate : includes.keySet()) {
            if (path.startsWith(candidate)) {
                included = Math.max(included, candidate.length());
            }
        }
        for (ItemPath candidate : excludes) {
            if (candidate.length() >= included && path.startsWith(candidate)) {
                return false;
            }
        }
        return included >= 0;
    }

    /**
     * Whether something chosen lies below this path, so that a scan has to enter it although it is not chosen itself.
     */
    public boolean leadsTo(ItemPath path) {
        for (ItemPath candidate : includes.keySet()) {
            if (candidate.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    /** The priority of the longest included path that covers the item; normal where none does. */
    public Priority priority(ItemPath path) {
        Priority priority = Priority.NORMAL;
        int longest = -1;
        for (var include : includes.entrySet()) {
            if (include.getKey().length() > longest && path.startsWith(include.getKey())) {
                priority = include.getValue();
                longest = include.getKey().length();
            }
        }
        return priority;
    }
}
