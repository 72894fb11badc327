package org.backupmanager.source.files.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.source.files.internal.MountTable.Mount;
import org.backupmanager.source.kit.Kernel;

/**
 * The change journal: notes, from the first backup on and as long as this process lives, in which folders something
 * changes. What it cannot know counts as touched: file systems that are not of this machine, or mounted at several
 * places; what lies behind symbolic links; all, where something was mounted or events were lost since. Safe for use by
 * many threads.
 */
final class Journals implements AutoCloseable {

    /** File systems that only this machine changes. */
    private static final Set<String> LOCAL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");
    /** Moments that are remembered: more sessions than this do not run at once. */
    private static final int MOMENTS = 16;

    private final Map<ItemPath, FolderJournal> journals = new HashMap<>();
    /** What was mounted at each moment. */
    private final TreeMap<Long, MountTable> moments = new TreeMap<>();
    private long last;

    /** Begins a new period. What changes from here on can be asked for with the moment that is returned. */
    synchronized OptionalLong moment(Kernel kernel, Selection selection) {
        MountTable mounts = MountTable.now().around(selection);
        last++;
        journals.values().forEach(journal -> journal.begin(last));
        for (ItemPath chosen : selection.includes().keySet()) {
            mounts.of(chosen).ifPresent(mount -> follow(kernel, mount));
            mounts.mounts().stream().filter(mount -> mount.path().startsWith(chosen))
                    .forEach(mount -> follow(kernel, mount));
        }
        if (journals.isEmpty()) {
            return OptionalLong.empty();
        }
        moments.put(last, mounts);
        while (moments.size() > MOMENTS) {
            moments.pollFirstEntry();
        }
        journals.values().forEach(journal -> journal.forget(moments.firstKey()));
        return OptionalLong.of(last);
    }

    private void follow(Kernel kernel, Mount mount) {
        if (!LOCAL.contains(mount.type()) || journals.containsKey(mount.path())
                && journals.get(mount.path()).isWholeSince(last)) {
            return;
        }
        Optional.ofNullable(journals.remove(mount.path())).ifPresent(FolderJournal::close);
        FolderJournal.of(kernel, mount, last).ifPresent(journal -> {
            journals.put(mount.path(), journal);
            Thread.ofPlatform().daemon().name("files-journal").start(() -> follow(journal));
        });
    }

    private void follow(FolderJournal journal) {
        var kernel = new Kernel();
        while (isFollowed(journal)) {
            journal.follow(kernel);
        }
    }

    private synchronized boolean isFollowed(FolderJournal journal) {
        return journals.containsValue(journal);
    }

    /** The folders in and below which nothing happened since that moment, as far as is known. */
    synchronized Predicate<ItemPath> untouchedSince(Kernel kernel, long moment, Selection selection) {
        MountTable all = MountTable.now();
        MountTable mounts = all.around(selection);
        if (!mounts.equals(moments.get(moment))) {
            return folder -> false;
        }
        var touched = new Touched();
        new Opener(kernel).linksOnTheWay(kernel, selection).forEach(touched::tree);
        for (Mount mount : mounts.mounts()) {
            Optional<FolderJournal> journal = Optional.ofNullable(journals.get(mount.path()));
            boolean known = all.isOnce(mount) && journal.isPresent() && journal.get().mount().equals(mount)
                    && journal.get().tell(moment, touched);
            if (!known) {
                touched.fileSystem(mount.path());
            }
        }
        return folder -> mounts.of(folder).filter(mount -> !touched.unknown(mount.path())).isPresent()
                && !touched.contains(folder);
    }

    @Override
    public synchronized void close() {
        journals.values().forEach(FolderJournal::close);
        journals.clear();
    }
}
