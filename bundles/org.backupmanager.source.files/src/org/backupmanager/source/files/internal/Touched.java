package org.backupmanager.source.files.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.backupmanager.model.ItemPath;

/** Where something happened; what stands in the folder of a backup's snapshots does not count. */
final class Touched implements FolderJournal.Visitor {

    private final TreeSet<ItemPath> folders = new TreeSet<>();
    private final Set<ItemPath> trees = new HashSet<>();
    private final Set<ItemPath> unknown = new HashSet<>();

    @Override
    public void folder(ItemPath folder) {
        if (!isSnapshots(folder)) {
            folders.add(folder);
        }
    }

    @Override
    public void tree(ItemPath top) {
        if (!isSnapshots(top)) {
            folders.add(top);
            trees.add(top);
        }
    }

    /** Nothing is known of the file system that is mounted there. */
    void fileSystem(ItemPath mount) {
        folders.add(mount);
        unknown.add(mount);
    }

    /** Whether nothing is known of the file system that is mounted there. */
    boolean unknown(ItemPath mount) {
        return unknown.contains(mount);
    }

    private static boolean isSnapshots(ItemPath path) {
        return LeftOut.isSnapshots(path.name()) || LeftOut.isSnapshots(path.parent().name());
    }

    /** Whether something happened in the folder or below it, or all of it is new. */
    boolean contains(ItemPath folder) {
        if (Optional.ofNullable(folders.ceiling(folder)).filter(next -> next.startsWith(folder)).isPresent()) {
            return true;
        }
        if (trees.isEmpty()) {
            return false;
        }
        ItemPath above = folder;
        while (!above.isRoot() && !trees.contains(above)) {
            above = above.parent();
        }
        return trees.contains(above);
    }
}
