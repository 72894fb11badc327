package org.backupmanager.source.files.internal;

import java.util.Arrays;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.Kernel;

/** Opens items by their whole path, also where that is longer than the kernel takes at once. */
final class Opener {

    private static final byte[] HERE = {'.'};

    private final boolean root;
    private final int user;

    Opener(Kernel kernel) {
        user = kernel.user();
        root = user == 0;
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
        byte[] absolute = absolute(path);
        return absolute.length <= Kernel.PATH_MAX ? kernel.open(Kernel.HERE, absolute, flags, 0)
                : openDeep(kernel, absolute, flags);
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
    private static int openDeep(Kernel kernel, byte[] path, int flags) {
        int folder = kernel.open(Kernel.HERE, new byte[] {'/'}, Kernel.O_PATH | Kernel.O_DIRECTORY, 0);
        int from = 1;
        while (folder >= 0) {
            int to = stepEnd(path, from);
            boolean last = to == path.length;
            byte[] step = Arrays.copyOfRange(path, from, to);
            int next = kernel.open(folder, step.length == 0 ? HERE : step,
                    last ? flags : Kernel.O_PATH | Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
            kernel.close(folder);
            if (last) {
                return next;
            }
            folder = next;
            from = to + 1;
        }
        return folder;
    }

    private static int stepEnd(byte[] path, int from) {
        int end = Math.min(path.length, from + Kernel.PATH_MAX);
        while (end < path.length && path[end] != '/') {
            end--;
        }
        return end;
    }
}
