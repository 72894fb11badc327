package org.backupmanager.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of one data source a person chose to protect: paths to include, each with a priority, files of some kinds
 * wherever they are, paths to leave out, and masks.
 * A pure value. The longest path that covers an item decides; what none covers counts where it is a file of a chosen
 * kind; a mask always excludes.
 *
 * @param includes chosen paths and how early each is processed
 * @param excludes paths left out, each below an included one where no kind is chosen
 * @param masks what is left out wherever it stands
 * @param kinds files that are chosen wherever they are, and how early each is processed
 */
public record Selection(SortedMap<ItemPath, Priority> includes, List<ItemPath> excludes, List<Mask> masks,
        SortedMap<FileKind, Priority> kinds) {

    /** Nothing chosen. */
    public static final Selection NONE = new Selection(new TreeMap<>(), List.of(), List.of());

    public Selection {
        includes = Collections.unmodifiableSortedMap(new TreeMap<>(includes));
        excludes = List.copyOf(excludes);
        masks = List.copyOf(masks);
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    /** Paths and masks, and no kind of file. */
    public Selection(SortedMap<ItemPath, Priority> includes, List<ItemPath> excludes, List<Mask> masks) {
        this(includes, excludes, masks, new TreeMap<>());
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
        return includes.isEmpty() && kinds.isEmpty();
    }

    /** This selection and one more path; an exclusion of that very path is taken back. */
    public Selection including(ItemPath path, Priority priority) {
        var more = new TreeMap<>(includes);
        more.put(path, priority);
        var without = new ArrayList<>(excludes);
        without.remove(path);
        return new Selection(more, without, masks, kinds);
    }

    /** This selection without that path and what is below it. */
    public Selection excluding(ItemPath path) {
        var fewer = new TreeMap<>(includes);
        fewer.keySet().removeIf(included -> included.startsWith(path));
        var more = new ArrayList<>(excludes);
        more.removeIf(excluded -> excluded.startsWith(path));
        if (!kinds.isEmpty() || fewer.keySet().stream().anyMatch(path::startsWith)) {
            more.add(path);
        }
        return new Selection(fewer, more, masks, kinds);
    }

    /** This selection with these masks in place of its own. */
    public Selection withMasks(List<Mask> others) {
        return new Selection(includes, excludes, others, kinds);
    }

    /** This selection with these kinds of files in place of its own; what is left out below nothing chosen goes. */
    public Selection withKinds(SortedMap<FileKind, Priority> others) {
        List<ItemPath> left = others.isEmpty()
                ? excludes.stream().filter(path -> includes.keySet().stream().anyMatch(path::startsWith)).toList()
                : excludes;
        return new Selection(includes, left, masks, others);
    }

    /** The paths alone: what is left out stays so. */
    public Selection withoutKinds() {
        return new Selection(includes, excludes, masks);
    }

    /**
     * What has to be gone through for it: where kinds are chosen, everything. Kinds stay in the result where they are
     * the only reason for that; a source may leave places out then in which a person keeps no files of their own, such
     * as other computers' disks.
     */
    public Selection toScan() {
        if (kinds.isEmpty()) {
            return this;
        }
        if (includes.containsKey(ItemPath.ROOT)) {
            return withKinds(new TreeMap<>());
        }
        var everything = new TreeMap<>(includes);
        everything.put(ItemPath.ROOT, Priority.NORMAL);
        return new Selection(everything, excludes, masks, kinds);
    }

    /**
     * Whether the item is chosen and not left out; a path that only a kind chooses is taken for that of a file. Masks
     * are asked for the item itself only: a scan does not enter a folder that is left out.
     */
    public boolean test(ItemPath path) {
        return covered(path) && !masked(path);
    }

    /** Whether a mask leaves the item out. */
    public boolean masked(ItemPath path) {
        return maskOf(path).isPresent();
    }

    /** The first mask that leaves the item out. */
    public Optional<Mask> maskOf(ItemPath path) {
        for (Mask mask : masks) {
            if (mask.matches(path)) {
                return Optional.of(mask);
            }
        }
        return Optional.empty();
    }

    private boolean covered(ItemPath path) {
        Place place = place(path);
        return place == Place.CHOSEN || place == Place.OPEN && kindOf(path).isPresent();
    }

    /** Whether a chosen path covers the item, and none that is left out: whatever kind of file it is. */
    public boolean covers(ItemPath path) {
        return place(path) == Place.CHOSEN;
    }

    /** What the paths say of an item. */
    private enum Place {
        CHOSEN, LEFT_OUT, OPEN
    }

    private Place place(ItemPath path) {
        int included = -1;
        for (ItemPath candidate : includes.keySet()) {
            if (path.startsWith(candidate)) {
                included = Math.max(included, candidate.length());
            }
        }
        for (ItemPath candidate : excludes) {
            if (candidate.length() >= included && path.startsWith(candidate)) {
                return Place.LEFT_OUT;
            }
        }
        return included >= 0 ? Place.CHOSEN : Place.OPEN;
    }

    private Optional<Priority> kindOf(ItemPath path) {
        return kinds.isEmpty() || path.isRoot() ? Optional.empty()
                : FileKind.of(path.name()).map(kinds::get);
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

    /** The priority of the longest included path that covers the item, else that of its kind, else normal. */
    public Priority priority(ItemPath path) {
        Priority priority = Priority.NORMAL;
        int longest = -1;
        for (var include : includes.entrySet()) {
            if (include.getKey().length() > longest && path.startsWith(include.getKey())) {
                priority = include.getValue();
                longest = include.getKey().length();
            }
        }
        return longest < 0 ? kindOf(path).orElse(priority) : priority;
    }
}
