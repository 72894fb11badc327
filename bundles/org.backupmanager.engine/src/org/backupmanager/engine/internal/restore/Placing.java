package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.backupmanager.content.Piece;
import org.backupmanager.engine.internal.restore.RestoreTask.Keep;
import org.backupmanager.engine.internal.restore.RightAlready.Attributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.Choices;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;

/**
 * Where each item of a restore goes, and whether it has to be written, by what the person chose. The plain case asks
 * the target nothing more than {@link RestoreTarget#wants}.
 */
final class Placing {

    private final RestoreTarget target;
    private final boolean masked;
    private final boolean sparesNewer;
    private final Optional<FreeNames> names;
    private final Optional<RightAlready> right;
    /** Folders that lead to what fits a mask, if anything in them does. */
    private final Deque<Item> ahead = new ArrayDeque<>();

    /** @param gate asked while files that are there are read */
    Placing(RestoreTarget target, RestoreTask task, SliceHasher hasher, Gate gate) {
        Choices choices = task.plan().choices();
        this.target = target;
        masked = !choices.masks().isEmpty();
        names = choices.suffix() ? Optional.of(new FreeNames(target, task.from().start())) : Optional.empty();
        boolean replaces = !choices.suffix() && task.plan().existing() != ExistingFiles.SKIP;
        sparesNewer = replaces && task.plan().existing() == ExistingFiles.OVERWRITE_OLDER;
        Attributes attributes = !replaces ? Attributes.STAY
                : task.keep().isPresent() ? Attributes.ARE_WRONG : Attributes.ARE_SET;
        right = choices.outdated().map(policy -> new RightAlready(target, policy, attributes, hasher, gate));
    }

    /** Opens the target that this placing works with. */
    static RestoreTarget target(RestoreTask task) throws BackupException {
        if (task.keep().isPresent()) {
            Keep keep = task.keep().get();
            return keep.undoing().target(keep.notes(), keep.most());
        }
        RecoveryPlan plan = task.plan();
        boolean keeps = plan.choices().suffix() || plan.existing() == ExistingFiles.SKIP;
        return task.source().target(plan.place(), keeps ? ExistingFiles.SKIP : ExistingFiles.OVERWRITE);
    }

    /** Whether a folder that nobody asked for is made only when something in it has to be. */
    boolean postpones(Item folder) {
        if (masked) {
            while (!ahead.isEmpty() && !folder.path().startsWith(ahead.getLast().path())) {
                ahead.removeLast();
            }
            ahead.addLast(folder);
        }
        return masked;
    }

    /** Takes the folders that lead to this path and were put off until now, parents first. */
    void arrive(ItemPath path, Maker maker) throws BackupException {
        while (!ahead.isEmpty()) {
            Item folder = ahead.removeFirst();
            if (path.startsWith(folder.path())) {
                maker.make(folder);
            }
        }
    }

    /** Makes or enters a folder. Returns where it is. */
    Item folder(Item folder) throws IOException {
        if (names.isPresent()) {
            return names.get().folder(folder);
        }
        target.folder(folder);
        return folder;
    }

    /** Whether what stands there stays, since somebody changed it after the item. */
    boolean spares(Item item) throws IOException {
        return sparesNewer && target.isNewer(item);
    }

    /** The item where it is to be written; empty where what is there stays instead. */
    Optional<Item> place(Item item) throws IOException {
        if (names.isPresent()) {
            return Optional.of(names.get().free(names.get().placed(item)));
        }
        return target.wants(item) ? Optional.of(item) : Optional.empty();
    }

    /** The file where it stands with the right content already; empty where it has to be written. */
    Optional<Item> standing(Item file, long length, Pieces pieces) throws IOException, BackupException {
        if (right.isEmpty()) {
            return Optional.empty();
        }
        Item placed = names.map(free -> free.placed(file)).orElse(file);
        return right.get().holds(placed, length, pieces.get()) ? Optional.of(placed) : Optional.empty();
    }

    /** Makes a folder. */
    @FunctionalInterface
    interface Maker {
        void make(Item folder) throws BackupException;
    }

    /** Where the pieces of a file come from. */
    @FunctionalInterface
    interface Pieces {
        List<Piece> get() throws BackupException;
    }
}
