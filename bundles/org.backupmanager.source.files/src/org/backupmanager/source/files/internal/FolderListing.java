package org.backupmanager.source.files.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/**
 * What is in one folder, read block by block so that a folder of a million files does not fill the memory. A block can
 * be read by any thread, but only one
 * at a time and in order; nothing stays open between blocks.
 */
final class FolderListing {

    /** Items of one block. */
    static final int BLOCK = 2048;
    /** Before the first block. */
    static final Block NOTHING_YET = new Block(new Item[0], 0, List.of(), List.of(), false);
    private static final byte[] ITSELF = {};

    private final ScanPlan plan;
    private final Item folder;
    private final Rules.Folder rules;
    private final Origin origin;
    private final boolean doors;
    private List<byte[]> names = List.of();

    /**
     * How the folder was met.
     *
     * @param device number of the file system that it is on
     * @param crossed whether that is another one than its parent's
     * @param followed whether it is a symbolic link on the way to something chosen, which is followed
     */
    record Origin(long device, boolean crossed, boolean followed) {
    }

    FolderListing(ScanPlan plan, Item folder, Rules.Folder rules, Origin origin) {
        this.plan = plan;
        this.folder = folder;
        this.rules = rules;
        this.origin = origin;
        this.doors = plan.opener().doors().areIn(folder.path());
    }

    /**
     * Some items of the folder.
     *
     * @param items in order; those before {@code count} are set
     * @param folders one for each folder among the items, in order
     * @param missed what could not be looked at
     * @param last whether the folder ends here
     */
    record Block(Item[] items, int count, List<FolderListing> folders, List<Missed> missed, boolean last) {
    }

    /** Trouble with an item of the folder, or with the folder itself. */
    record Missed(ItemPath path, Code code, String cause) {
    }

    /** Reads the next block, which begins with that name. */
    Block read(Kernel kernel, int first) {
        var gathered = new Gathered();
        if (plan.closed().test(folder.path())) {
            return gathered.block(true);
        }
        int dir = open(kernel);
        if (dir < 0) {
            gathered.missed(folder.path(), -dir);
            return gathered.block(true);
        }
        try {
            if (isStillTheSame(kernel, dir) && (first > 0 || list(kernel, dir, gathered))) {
                int end = Math.min(names.size(), first + BLOCK);
                gathered.room(end - first);
                for (byte[] name : names.subList(first, end)) {
                    look(kernel, dir, name, gathered);
                }
            }
            boolean last = first + BLOCK >= names.size();
            if (last) {
                // The folder it is in knows this listing until it has ended itself.
                names = List.of();
            }
            return gathered.block(last);
        } finally {
            kernel.close(dir);
        }
    }

    private int open(Kernel kernel) {
        int flags = Kernel.O_DIRECTORY | (origin.followed() ? 0 : Kernel.O_NOFOLLOW);
        return rules.isOnTheWay() ? plan.opener().open(kernel, folder.path(), flags | Kernel.O_PATH)
                : plan.opener().open(kernel, folder.path(), flags, folder.attributes().access().user());
    }

    /**
     * Another folder may have come in its place, by way of a link even: what is in that was not chosen. The next scan
     * finds it.
     */
    private boolean isStillTheSame(Kernel kernel, int dir) {
        return kernel.stat(dir) == 0 && kernel.found().inode() == folder.attributes().identity().number()
                && kernel.found().fileSystem() == origin.device();
    }

    /** Reads and sorts the names; false where the folder is not gone through. */
    private boolean list(Kernel kernel, int dir, Gathered gathered) {
        if (rules.isOnTheWay()) {
            names = rules.leading();
            return true;
        }
        if (origin.crossed() && isLeftOut(kernel.fileSystemType(dir))) {
            return false;
        }
        var found = new ArrayList<byte[]>();
        int result = kernel.names(dir, found::add);
        if (result < 0) {
            gathered.missed(folder.path(), -result);
        }
        found.sort(Arrays::compareUnsigned);
        names = found;
        return true;
    }

    /** A file system that is not gone through, though it is mounted within what was chosen. */
    private boolean isLeftOut(long type) {
        ItemPath path = folder.path();
        return LeftOut.isWithoutMedium(type) && !plan.rules().names(path) || plan.rules().isForKinds(path)
                && LeftOut.isElsewhere(type, MountTable.now().of(path).map(MountTable.Mount::type).orElse(""));
    }

    private void look(Kernel kernel, int dir, byte[] name, Gathered gathered) {
        ItemPath path = folder.path().child(name);
        if (LeftOut.isUnfinished(name) || LeftOut.isSnapshots(name) || !rules.visits(path, name)) {
            return;
        }
        Optional<Doors.Door> door = doors ? plan.opener().doors().at(path) : Optional.empty();
        if (door.isEmpty()) {
            lookAt(kernel, dir, name, path, gathered);
        } else if (door.get().isLive()) {
            int parent = plan.opener().openByName(kernel, folder.path(), Kernel.O_PATH | Kernel.O_DIRECTORY);
            lookAt(kernel, parent, name, path, gathered);
            kernel.close(parent);
        } else {
            lookAt(kernel, door.get().folder(), ITSELF, path, gathered);
        }
    }

    private void lookAt(Kernel kernel, int dir, byte[] name, ItemPath path, Gathered gathered) {
        int result = kernel.stat(dir, name, name.length == 0 ? Kernel.EMPTY_PATH : Kernel.NOFOLLOW);
        if (result < 0) {
            if (rules.isOnTheWay() && result == -Errno.ENOENT) {
                gathered.nothingThere(path);
            } else if (result != -Errno.ENOENT) {
                gathered.missed(path, -result);
            }
        } else if (rules.isOnTheWay() && !rules.chooses(path) && !kernel.found().isFolder()) {
            follow(kernel, dir, name, path, gathered);
        } else {
            ItemAttributes attributes = plan.attributes().read(kernel, dir, name, origin.device());
            gathered.add(new Item(path, attributes), kernel.found(), rules.isOnTheWay(), false);
        }
    }

    /** A symbolic link on the way to something chosen stands for the folder that it leads to. */
    private void follow(Kernel kernel, int dir, byte[] name, ItemPath path, Gathered gathered) {
        int target = kernel.open(dir, name, Kernel.O_PATH | Kernel.O_DIRECTORY, 0);
        if (target < 0) {
            gathered.nothingThere(path);
            return;
        }
        int result = kernel.stat(target);
        if (result == 0) {
            ItemAttributes attributes = plan.attributes().read(kernel, target, ITSELF, kernel.found().fileSystem());
            gathered.add(new Item(path, attributes), kernel.found(), true, true);
        } else {
            gathered.missed(path, -result);
        }
        kernel.close(target);
    }

    /** A block in the making. */
    private final class Gathered {

        private final List<FolderListing> folders = new ArrayList<>();
        private final List<Missed> missed = new ArrayList<>();
        private Item[] items = {};
        private int count;

        void room(int n) {
            items = new Item[n];
        }

        void add(Item item, FileStat found, boolean named, boolean followed) {
            if (found.isFolder()) {
                if (plan.leftOut().isOwn(item.path())) {
                    return;
                }
                folders.add(listing(item, found, named, followed));
            }
            items[count++] = item;
        }

        private FolderListing listing(Item item, FileStat found, boolean named, boolean followed) {
            boolean crossed = !named && found.fileSystem() != origin.device();
            Rules.Folder below = LeftOut.isTemporary(item.path()) && !plan.rules().names(item.path())
                    ? plan.rules().nothing() : rules.below(item.path());
            return new FolderListing(plan, item, below, new Origin(found.fileSystem(), crossed, followed));
        }

        void missed(ItemPath path, int errno) {
            boolean gone = errno == Errno.ENOENT;
            missed.add(new Missed(path, gone ? Code.ITEM_VANISHED : Code.ITEM_UNREADABLE, gone ? ""
                    : Messages.error(errno)));
        }

        void nothingThere(ItemPath path) {
            for (ItemPath chosen : plan.rules().chosenFrom(path)) {
                missed.add(new Missed(chosen, Code.ITEM_UNREADABLE, Messages.text("nothingThere")));
            }
        }

        Block block(boolean last) {
            return new Block(items, count, folders, missed, last);
        }
    }
}
