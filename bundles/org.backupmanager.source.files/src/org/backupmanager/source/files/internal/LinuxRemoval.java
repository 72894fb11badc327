package org.backupmanager.source.files.internal;

import java.io.IOException;

import org.backupmanager.model.ItemKind;
import org.backupmanager.source.Item;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.FileStat;
import org.backupmanager.source.kit.Kernel;

/** Removes what a restore put into a folder, and nothing else. */
final class LinuxRemoval {

    private LinuxRemoval() {
    }

    /** Whether nothing of that name is there any more. */
    static boolean remove(Kernel kernel, int folder, byte[] name, Item item) throws IOException {
        int found = kernel.stat(folder, name, Kernel.NOFOLLOW);
        if (found == -Errno.ENOENT) {
            return true;
        }
        LinuxTarget.check(found);
        if (!isOf(item, kernel.found())) {
            return false;
        }
        boolean isFolder = item.attributes().kind() == ItemKind.DIRECTORY;
        int result = kernel.unlink(folder, name, isFolder ? Kernel.REMOVE_FOLDER : 0);
        if (isFolder && (result == -Errno.ENOTEMPTY || result == -Errno.EEXIST)) {
            return false;
        }
        LinuxTarget.check(result);
        return true;
    }

    private static boolean isOf(Item item, FileStat found) {
        return AttributeReader.kind(found.type()) == item.attributes().kind()
                && (item.attributes().kind() != ItemKind.FILE
                        || found.size() == item.attributes().size() && found.isModified(item.attributes().modified()));
    }
}
