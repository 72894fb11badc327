package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.files.internal.Doors.Door;
import org.backupmanager.source.files.internal.Subvolumes.Place;
import org.backupmanager.source.kit.Btrfs;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.Kernel;

/**
 * The snapshots that one view reads from: one for each btrfs subvolume that the selection reaches into, all made before
 * the scan begins, and removed when the view is closed.
 */
final class Snapshots implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());
    /** Bit of the right to administer the system, without which snapshots could be made, but not be removed. */
    private static final int ADMINISTER = 21;

    private final KernelPool kernels;
    private final SnapshotBook book;
    private final FreezeContext context;
    private final List<Taken> taken = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();
    /** Open tops of snapshots by the device number of what they were taken of. */
    private final Map<Long, Integer> tops = new HashMap<>();

    private record Taken(ItemPath folder, String name, int top) {
    }

    private Snapshots(KernelPool kernels, SnapshotBook book, FreezeContext context) {
        this.kernels = kernels;
        this.book = book;
        this.context = context;
    }

    /**
     * Takes the snapshots that can be taken; what cannot be is told to the context and read by its name.
     *
     * @param attributes learns which file system each snapshot stands for
     */
    static Snapshots of(Selection selection, FreezeContext context, KernelPool kernels, SnapshotBook book,
            AttributeReader attributes) throws SessionCancelledException {
        var snapshots = new Snapshots(kernels, book, context);
        if (!context.allows(Aid.SNAPSHOTS) || context.memory().isEmpty() || !mayAdminister()) {
            return snapshots;
        }
        MountTable mounts = MountTable.now();
        if (mounts.mounts().stream().noneMatch(mount -> mount.type().equals("btrfs"))) {
            return snapshots;
        }
        Kernel kernel = kernels.take();
        try {
            snapshots.take(kernel, new Subvolumes(kernel, mounts), selection, attributes);
            return snapshots;
        } catch (SessionCancelledException | RuntimeException ended) {
            snapshots.close();
            throw ended;
        } finally {
            kernels.give(kernel);
        }
    }

    /** Where files are read. */
    Doors doors() {
        return new Doors(doors);
    }

    private static boolean mayAdminister() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("CapEff:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> ADMINISTER & 1) == 1);
        } catch (IOException | NumberFormatException notTold) {
            return false;
        }
    }

    private void take(Kernel kernel, Subvolumes subvolumes, Selection selection, AttributeReader attributes)
            throws SessionCancelledException {
        try {
            book.sweep(kernel, context.memory().get());
        } catch (IOException notNow) {
            LOG.log(Level.WARNING, notNow.toString(), notNow);
        }
        for (Place place : subvolumes.touchedBy(selection)) {
            context.progress().checkCancelled();
            switch (place.kind()) {
                case SUBVOLUME -> take(kernel, place, attributes);
                case PART -> refused(place, Messages.text("snapshot.part"));
                case FROZEN, OTHER -> doors.add(new Door(place.path(), Door.LIVE));
            }
        }
        new Opener(kernel).linksOnTheWay(kernel, selection).forEach(link -> doors.add(new Door(link, Door.LIVE)));
    }

    private void refused(Place place, String why) {
        context.trouble(place.path(), Code.SNAPSHOT_FAILED, why);
        doors.add(new Door(place.path(), Door.LIVE));
    }

    private void take(Kernel kernel, Place place, AttributeReader attributes) {
        var opener = new Opener(kernel);
        int top = opener.openByName(kernel, place.path(), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
        try {
            int result = top < 0 ? top : kernel.stat(top);
            long device = result < 0 ? 0 : kernel.found().fileSystem();
            if (result >= 0) {
                Integer known = tops.get(device);
                result = known == null ? snapshot(kernel, opener, place, top) : known;
            }
            if (result == -Errno.EROFS) {
                doors.add(new Door(place.path(), Door.LIVE));
            } else if (result < 0) {
                refused(place, Messages.error(-result));
            } else {
                tops.put(device, result);
                doors.add(new Door(place.path(), result));
                kernel.stat(result);
                attributes.knows(kernel.found().fileSystem(), kernel.fileSystemId(top));
            }
        } catch (IOException noMemory) {
            refused(place, noMemory.getMessage());
        } finally {
            kernel.close(top);
        }
    }

    /** The open top of a new snapshot, or why there is none. */
    private int snapshot(Kernel kernel, Opener opener, Place place, int top) throws IOException {
        int mount = opener.openByName(kernel, place.mount(), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
        byte[] folderName = LeftOut.SNAPSHOTS.getBytes(StandardCharsets.US_ASCII);
        int made = mount < 0 ? mount : kernel.makeFolder(mount, folderName, 0700);
        int folder = made < 0 && made != -Errno.EEXIST ? made
                : kernel.open(mount, folderName, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
        kernel.close(mount);
        if (folder < 0) {
            return folder;
        }
        try {
            return snapshot(kernel, place.mount().child(folderName), top, folder);
        } finally {
            kernel.close(folder);
        }
    }

    private int snapshot(Kernel kernel, ItemPath folderPath, int top, int folder) throws IOException {
        Path memory = context.memory().get();
        String name = book.note(memory, folderPath);
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        int result = new Btrfs(kernel).snapshot(top, folder, bytes);
        if (result < 0) {
            book.release(memory, name, true);
            return result;
        }
        int opened = kernel.open(folder, bytes, Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
        taken.add(new Taken(folderPath, name, opened));
        return opened;
    }

    /** Removes the snapshots; may be called twice. What cannot be removed now is removed by the next session. */
    @Override
    public void close() {
        Kernel kernel = kernels.take();
        for (Taken snapshot : taken) {
            kernel.close(snapshot.top());
            int folder = new Opener(kernel).openByName(kernel, snapshot.folder(),
                    Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
            int result = folder < 0 ? folder
                    : new Btrfs(kernel).remove(folder, snapshot.name().getBytes(StandardCharsets.US_ASCII));
            kernel.close(folder);
            released(snapshot, result);
        }
        taken.clear();
        kernels.give(kernel);
    }

    private void released(Taken snapshot, int result) {
        if (result < 0) {
            LOG.log(Level.WARNING, Messages.text("snapshot.left", snapshot.folder(), snapshot.name(),
                    Messages.error(-result)));
        }
        try {
            book.release(context.memory().get(), snapshot.name(), result >= 0);
        } catch (IOException notNow) {
            LOG.log(Level.WARNING, notNow.toString(), notNow);
        }
    }
}
