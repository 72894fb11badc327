package org.backupmanager.source.files.internal;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.source.Stretch;
import org.backupmanager.source.kit.Btrfs;
import org.backupmanager.source.kit.Kernel;

/**
 * Where the bytes of a file in a btrfs snapshot lie. An extent is never written twice, and its address is not used for
 * others before the file system has a new generation: address and generation together stand for the same bytes for
 * ever.
 */
final class Extents {

    /** A file in more pieces than this is read: to know them would take longer than it is worth. */
    private static final int MOST = 1 << 18;

    private final Kernel kernel;

    Extents(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The stretches of an open file; empty where nothing is known of it. */
    List<Stretch> of(int file, long inode, long size) {
        var btrfs = new Btrfs(kernel);
        if (kernel.fileSystemType(file) != Btrfs.TYPE || !btrfs.copiesOnWrite(file)) {
            return List.of();
        }
        long medium = btrfs.identity(file);
        List<Stretch> stretches = new ArrayList<>();
        int result = btrfs.extents(file, inode, (start, length, address, offset, generation) -> {
            long inFile = Math.min(length, size - start);
            if (inFile > 0 && stretches.size() <= MOST) {
                stretches.add(new Stretch(start, inFile, address, offset, generation ^ medium));
            }
        });
        return result < 0 || medium == 0 || stretches.size() > MOST ? List.of() : stretches;
    }
}
