package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.files.internal.MountTable.Mount;
import org.backupmanager.source.kit.Fanotify;
import org.backupmanager.source.kit.Kernel;

/**
 * Which folders of one file system were touched, and when: in periods, of which a new one begins with each backup.
 * Folders are known by the kernel's handles, which stay right when folders are renamed. Safe for use by many threads.
 */
final class FolderJournal implements AutoCloseable {

    /** More folders than this are not remembered: from then on all counts as touched. */
    private static final int MOST = 200_000;

    private final Kernel kernel = new Kernel();
    private final int queue;
    private final Mount mount;
    /** Handles of folders in which something changed, with the last period of it. Guarded by this, as all below. */
    private final Map<Place, Long> touched = new HashMap<>();
    private long period;
    /** Since the begin of this period nothing was missed. */
    private long whole;
    private boolean closed;

    /**
     * Where something changed.
     *
     * @param folder handle of the folder, one character for each byte
     * @param name of a folder in it that is new there with all that is in it; else empty
     */
    private record Place(String folder, String name) {
    }

    /** Hears of what was touched. */
    interface Visitor {
        /** Something in this folder changed. */
        void folder(ItemPath folder);

        /** All at and below this folder is new. */
        void tree(ItemPath top);
    }

    private FolderJournal(int queue, Mount mount, long period) {
        this.queue = queue;
        this.mount = mount;
        this.period = period;
        this.whole = period;
    }

    /** Begins to note what changes on that file system; empty where the system does not tell. */
    static Optional<FolderJournal> of(Kernel kernel, Mount mount, long period) {
        var fanotify = new Fanotify(kernel);
        int queue = fanotify.open();
        if (queue < 0) {
            return Optional.empty();
        }
        int folder = new Opener(kernel).openByName(kernel, mount.path(), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
        int result = folder < 0 ? folder : fanotify.watch(queue, folder);
        kernel.close(folder);
        if (result < 0) {
            kernel.close(queue);
            return Optional.empty();
        }
        return Optional.of(new FolderJournal(queue, mount, period));
    }

    Mount mount() {
        return mount;
    }

    /** Waits for events with the memory of that kernel, and notes them; returns after a second at the latest. */
    void follow(Kernel waiting) {
        if (new Fanotify(waiting).await(queue, 1000) > 0) {
            note();
        }
    }

    /** Notes what has happened up to now. */
    synchronized void note() {
        if (!closed) {
            int result = new Fanotify(kernel).read(queue, this::event);
            if (result < 0 || touched.size() > MOST) {
                lose();
            }
        }
    }

    /** What happened up to now belongs to the period before this one. */
    synchronized void begin(long next) {
        note();
        period = next;
    }

    private void event(long kind, byte[] folder, byte[] name) {
        if ((kind & Fanotify.OVERFLOW) != 0) {
            lose();
            return;
        }
        boolean tree = (kind & Fanotify.ON_FOLDER) != 0 && (kind & (Fanotify.CREATE | Fanotify.MOVED_TO)) != 0;
        String handle = text(folder);
        touched.put(new Place(handle, ""), period);
        if (tree) {
            touched.put(new Place(handle, text(name)), period);
        }
    }

    private void lose() {
        touched.clear();
        whole = period + 1;
    }

    /** Whether all that happened since the begin of that period is known. */
    synchronized boolean isWholeSince(long begin) {
        note();
        return !closed && begin >= whole && isWatched();
    }

    /** The watch ends when the file system is unmounted, and does not come back with it. */
    private boolean isWatched() {
        try {
            return Files.readString(Path.of("/proc/self/fdinfo/" + queue)).contains("fanotify sdev:");
        } catch (IOException notTold) {
            return false;
        }
    }

    /** Tells what was touched since the begin of that period, by the names of now; false where that cannot be said. */
    synchronized boolean tell(long begin, Visitor visitor) {
        if (!isWholeSince(begin)) {
            return false;
        }
        int top = new Opener(kernel).openByName(kernel, mount.path(), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW);
        Map<String, Optional<ItemPath>> folders = new HashMap<>();
        for (Map.Entry<Place, Long> entry : touched.entrySet()) {
            if (entry.getValue() >= begin) {
                Place place = entry.getKey();
                Optional<ItemPath> folder = folders.computeIfAbsent(place.folder(), handle -> path(top, handle));
                if (place.name().isEmpty()) {
                    folder.ifPresent(visitor::folder);
                } else {
                    folder.ifPresent(path -> visitor.tree(path.child(bytes(place.name()))));
                }
            }
        }
        kernel.close(top);
        return top >= 0;
    }

    /** Where a folder is now; a folder that is gone changed the one that it was in. */
    private Optional<ItemPath> path(int top, String handle) {
        int folder = new Fanotify(kernel).open(top, bytes(handle));
        if (folder < 0) {
            return Optional.empty();
        }
        int length = kernel.readLink(Kernel.HERE, ("/proc/self/fd/" + folder).getBytes(StandardCharsets.US_ASCII));
        byte[] path = length < 0 ? new byte[0] : kernel.value(length);
        kernel.close(folder);
        return path.length == 0 || path[0] != '/' ? Optional.empty() : Optional.of(ItemPath.of(path));
    }

    /** Forgets what was touched before that period began. */
    synchronized void forget(long before) {
        touched.values().removeIf(last -> last < before);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            kernel.close(queue);
        }
    }
}
