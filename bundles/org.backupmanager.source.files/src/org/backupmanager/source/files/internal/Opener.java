package org.backupmanager.source.files.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/** Opens items by their whole path, also where that is longer than the kernel takes at once. */
final class Opener {

    private static final byte[] HERE = {'.'};

    private final boolean root;
    private final int user;
    private final Doors doors;

    Opener(Kernel kernel) {
        this(kernel, Doors.NONE);
    }

    /** One that reaches some files through doors. */
    Opener(Kernel kernel, Doors doors) {
        this.user = kernel.user();
        this.root = user == 0;
        this.doors = doors;
    }

    Doors doors() {
        return doors;
    }

    /**
     * Opens for reading and leaves the access time as it is where that is allowed; results as those of {@link Kernel}.
     */
    int open(Kernel kernel, ItemPath path, int flags, int owner) {
        if (root || owner == user) {
            int quiet = open(kernel, path, flags | Kernel.O_NOATIME);
            if (quiet != -Errno.EPERM) {
                return quiet;
            }
        }
        return open(kernel, path, flags);
    }

    /** Opens an item; results as those of {@link Kernel}. */
    int open(Kernel kernel, ItemPath path, int flags) {
        Optional<Doors.Door> door = doors.to(path);
        return door.isPresent() ? openFrom(kernel, door.get(), path, flags) : openByName(kernel, path, flags);
    }

    /** Opens what is there by that name now, door or not. */
    int openByName(Kernel kernel, ItemPath path, int flags) {
        byte[] absolute = absolute(path);
        return absolute.length <= Kernel.PATH_MAX ? kernel.open(Kernel.HERE, absolute, flags, 0)
                : openDeep(kernel, Kernel.HERE, absolute, flags);
    }

    private static int openFrom(Kernel kernel, Doors.Door door, ItemPath path, int flags) {
        int skipped = door.path().isRoot() ? 0 : door.path().length() + 1;
        byte[] rest = path.length() <= skipped ? HERE : Arrays.copyOfRange(path.bytes(), skipped, path.length());
        return rest.length <= Kernel.PATH_MAX ? kernel.open(door.folder(), rest, flags, 0)
                : openDeep(kernel, door.folder(), rest, flags);
    }

    /** Symbolic links on the way to what was chosen: what they lead to is found by name only. */
    List<ItemPath> linksOnTheWay(Kernel kernel, Selection selection) {
        return selection.includes().keySet().stream().map(chosen -> linkOnTheWay(kernel, chosen))
                .flatMap(Optional::stream).distinct().toList();
    }

    /** The first symbolic link among the folders that a path leads through. */
    Optional<ItemPath> linkOnTheWay(Kernel kernel, ItemPath path) {
        Optional<ItemPath> first = Optional.empty();
        for (ItemPath folder = path.parent(); !folder.isRoot(); folder = folder.parent()) {
            int entry = openByName(kernel, folder, Kernel.O_PATH | Kernel.O_NOFOLLOW);
            if (entry >= 0 && kernel.stat(entry) == 0 && kernel.found().type() == FileStat.S_IFLNK) {
                first = Optional.of(folder);
            }
            kernel.close(entry);
        }
        return first;
    }

    /** The path with a '/' in front. */
    static byte[] absolute(ItemPath path) {
        byte[] bytes = path.bytes();
        byte[] absolute = new byte[bytes.length + 1];
        absolute[0] = '/';
        System.arraycopy(bytes, 0, absolute, 1, bytes.length);
        return absolute;
    }

    /** Goes down in steps that the kernel takes, each relative to the folder that the step before reached. */
    private static int openDeep(Kernel kernel, int start, byte[] path, int flags) {
        int folder = start;
        int from = 0;
        while (true) {
            int to = stepEnd(path, from);
            boolean last = to == path.length;
            byte[] step = Arrays.copyOfRange(path, from, to);
            int next = kernel.open(folder, step.length == 0 ? HERE : step,
                    last ? flags : Kernel.O_PATH | Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
            if (folder != start) {
                kernel.close(folder);
            }
            if (last || next < 0) {
                return next;
            }
            folder = next;
            from = to + 1;
        }
    }

    private static int stepEnd(byte[] path, int from) {
        int end = Math.min(path.length, from + Kernel.PATH_MAX);
        while (end < path.length && path[end] != '/') {
            end--;
        }
        return end;
    }
}
