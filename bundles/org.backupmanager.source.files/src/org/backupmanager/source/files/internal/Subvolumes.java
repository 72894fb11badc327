package org.backupmanager.source.files.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.source.files.internal.MountTable.Mount;
import org.backupmanager.source.kit.Btrfs;
import org.backupmanager.source.kit.Kernel;

/** Finds where the file systems and btrfs subvolumes begin that a selection reaches into. */
final class Subvolumes {

    private final Kernel kernel;
    private final Opener opener;
    private final Btrfs btrfs;
    private final Map<ItemPath, Place> places = new LinkedHashMap<>();

    /** What begins at a place. */
    enum Kind {
        /** A subvolume that can be written to. */
        SUBVOLUME,
        /** A subvolume that does not change. */
        FROZEN,
        /** A folder of a subvolume whose top is not there. */
        PART,
        /** Something else than btrfs. */
        OTHER
    }

    /**
     * @param path where it begins
     * @param kind what begins there
     * @param mount where the file system is mounted that it is in
     */
    record Place(ItemPath path, Kind kind, ItemPath mount) {
    }

    Subvolumes(Kernel kernel, MountTable mounts) {
        this.kernel = kernel;
        this.opener = new Opener(kernel);
        this.btrfs = new Btrfs(kernel);
        for (Mount mount : mounts.mounts()) {
            places.put(mount.path(), new Place(mount.path(), Kind.OTHER, mount.path()));
        }
        mounts.mounts().stream().filter(mount -> mount.type().equals("btrfs")).forEach(this::enter);
    }

    private void enter(Mount mount) {
        int top = open(mount.path());
        if (top >= 0 && kernel.fileSystemType(top) == Btrfs.TYPE && kernel.stat(top) == 0) {
            if (kernel.found().inode() == Btrfs.TOP_INODE) {
                add(top, mount.path(), mount.path());
            } else {
                places.put(mount.path(), new Place(mount.path(), Kind.PART, mount.path()));
            }
        }
        kernel.close(top);
    }

    private void add(int top, ItemPath path, ItemPath mount) {
        Kind kind = btrfs.isReadOnly(top) == 1 ? Kind.FROZEN : Kind.SUBVOLUME;
        places.put(path, new Place(path, kind, mount));
        for (Btrfs.Child child : btrfs.children(top)) {
            addChild(child, path, mount);
        }
    }

    /** A child may be hidden by a mount over it, or over a folder on the way; those of a backup are no source. */
    private void addChild(Btrfs.Child child, ItemPath above, ItemPath mount) {
        ItemPath path = join(above, child.path());
        if (LeftOut.isSnapshots(path.parent().name())) {
            return;
        }
        int top = open(path);
        if (top >= 0 && kernel.fileSystemType(top) == Btrfs.TYPE && kernel.stat(top) == 0
                && kernel.found().inode() == Btrfs.TOP_INODE && btrfs.subvolume(top) == child.number()) {
            add(top, path, mount);
        }
        kernel.close(top);
    }

    private static ItemPath join(ItemPath folder, byte[] rest) {
        byte[] start = folder.bytes();
        byte[] whole = new byte[start.length + 1 + rest.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        whole[start.length] = '/';
        System.arraycopy(rest, 0, whole, start.length + 1, rest.length);
        return ItemPath.of(whole);
    }

    private int open(ItemPath path) {
        return opener.openByName(kernel, path, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
    }

    /** The places that a scan of the selection comes through below what was chosen, and those that it begins in. */
    List<Place> touchedBy(Selection selection) {
        Selection paths = selection.withMasks(List.of());
        Set<Place> touched = new LinkedHashSet<>();
        for (ItemPath chosen : selection.includes().keySet()) {
            if (opener.linkOnTheWay(kernel, chosen).isEmpty()) {
                places.values().stream().filter(place -> chosen.startsWith(place.path()))
                        .max(Comparator.comparingInt(place -> place.path().length())).ifPresent(touched::add);
            }
            places.values().stream().filter(place -> place.path().startsWith(chosen) && paths.test(place.path())
                    && (!LeftOut.isTemporary(place.path()) || paths.leadsTo(place.path()))).forEach(touched::add);
        }
        return new ArrayList<>(touched);
    }
}
