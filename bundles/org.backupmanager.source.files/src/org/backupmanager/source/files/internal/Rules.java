package org.backupmanager.source.files.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;

/** A selection made ready for a scan: asked once for each folder, so that most files cost no more than their masks. */
final class Rules {

    private final Selection selection;
    private final Selection paths;
    private final MaskSet masks;

    /** @param masked told of each mask that has left something out */
    Rules(Selection selection, Consumer<Mask> masked) {
        this.selection = selection;
        this.paths = selection.withMasks(List.of()).withoutKinds();
        this.masks = new MaskSet(selection.masks(), masked);
    }

    /** How the root is gone through. */
    Folder root() {
        return folder(ItemPath.ROOT);
    }

    /** How a folder is gone through of which nothing is wanted. */
    Folder nothing() {
        return new Rules(Selection.NONE, mask -> { }).root();
    }

    /** Whether the path itself, or something below it, was chosen by name. */
    boolean names(ItemPath path) {
        return selection.leadsTo(path);
    }

    /** Whether the path is gone through for files of chosen kinds only. */
    boolean isForKinds(ItemPath path) {
        return !selection.kinds().isEmpty() && selection.includes().keySet().stream()
                .allMatch(chosen -> chosen.isRoot() || !path.startsWith(chosen) && !chosen.startsWith(path));
    }

    /** Chosen paths at or below this one. */
    List<ItemPath> chosenFrom(ItemPath path) {
        return selection.includes().keySet().stream().filter(chosen -> chosen.startsWith(path)).toList();
    }

    private Folder folder(ItemPath path) {
        boolean below = lies(selection.includes().keySet(), path) || lies(selection.excludes(), path);
        return new Folder(path, paths.test(path), below);
    }

    private static boolean lies(Iterable<ItemPath> candidates, ItemPath folder) {
        for (ItemPath candidate : candidates) {
            if (candidate.length() > folder.length() && candidate.startsWith(folder)) {
                return true;
            }
        }
        return false;
    }

    /** What the selection says about one folder. */
    final class Folder {

        private final ItemPath path;
        private final boolean chosen;
        private final boolean pathsBelow;

        private Folder(ItemPath path, boolean chosen, boolean pathsBelow) {
            this.path = path;
            this.chosen = chosen;
            this.pathsBelow = pathsBelow;
        }

        /**
         * Whether the folder is only on the way to what was chosen: then {@link #leading} names all that matters in it.
         */
        boolean isOnTheWay() {
            return !chosen;
        }

        /** Names in this folder that lead to chosen paths. */
        List<byte[]> leading() {
            SortedSet<byte[]> names = new TreeSet<>(Arrays::compareUnsigned);
            int start = path.isRoot() ? 0 : path.length() + 1;
            for (ItemPath candidate : chosenFrom(path)) {
                if (candidate.length() > path.length()) {
                    byte[] bytes = candidate.bytes();
                    int end = start;
                    while (end < bytes.length && bytes[end] != '/') {
                        end++;
                    }
                    names.add(Arrays.copyOfRange(bytes, start, end));
                }
            }
            return new ArrayList<>(names);
        }

        /** Whether an item of this folder is part of the scan; what a mask matches never is, chosen by name or not. */
        boolean visits(ItemPath child, byte[] name) {
            return !masks.matches(child, name) && (!pathsBelow || paths.test(child) || selection.leadsTo(child));
        }

        /** Whether the item is chosen itself and not only on the way. */
        boolean chooses(ItemPath child) {
            return selection.test(child);
        }

        /** What the selection says about a folder in this one. */
        Folder below(ItemPath child) {
            return pathsBelow ? folder(child) : new Folder(child, true, false);
        }
    }
}
