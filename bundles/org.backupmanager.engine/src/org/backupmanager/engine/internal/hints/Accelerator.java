package org.backupmanager.engine.internal.hints;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.backupmanager.content.Piece;
import org.backupmanager.engine.internal.hints.KnownStretches.Known;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.model.ItemPath;
import org.backupmanager.pipeline.Content;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.Stretch;

/**
 * Backup Accelerator: of a large item that changed only that is read which changed, as far as its data source knows;
 * the other slices are those of the session before. In a full scan all is read and compared with what would have been
 * taken over; items that were stored with such help are read again then though their attributes did not change. Safe
 * for use by many threads.
 */
public final class Accelerator {

    /** Items from this size on are worth it. */
    public static final long LARGE = 16 << 20;

    /** Reads everything and remembers nothing. */
    public static final Accelerator NONE = new Accelerator();

    private static final System.Logger LOG = System.getLogger(Accelerator.class.getName());

    private final Optional<Depot> depot;
    private final Optional<KnownStretches> memory;
    private final boolean full;
    private final Consumer<ItemPath> wrong;
    private final Map<ItemPath, Reading> underway = new ConcurrentHashMap<>();
    private volatile boolean mistrusted;

    private record Reading(List<Stretch> stretches, boolean proven) {
    }

    private Accelerator() {
        depot = Optional.empty();
        memory = Optional.empty();
        full = false;
        wrong = path -> { };
    }

    /**
     * @param depot with the slices of earlier sessions
     * @param folder where it remembers, which is there
     * @param full whether all is read and compared
     * @param wrong is told of items of which a hint was wrong
     */
    public Accelerator(Depot depot, java.nio.file.Path folder, boolean full, Consumer<ItemPath> wrong) {
        this.depot = Optional.of(depot);
        this.memory = Optional.of(new KnownStretches(folder));
        this.full = full;
        this.wrong = wrong;
    }

    /** Whether an item may be worth it. */
    public boolean isFor(Item item) {
        return memory.isPresent() && item.attributes().size() >= LARGE;
    }

    /** Whether an item that did not change is to be read all the same, since hints helped to store it. */
    public boolean wantsProof(Item item) {
        if (!full || !isFor(item)) {
            return false;
        }
        try {
            return memory.get().load(item.path()).filter(known -> !known.proven()).isPresent();
        } catch (IOException unknown) {
            return true;
        }
    }

    /**
     * A content as it is to be read.
     *
     * @param content just opened; closed by the caller, also where this fails
     * @param before of the item in the session before, if it is known
     */
    public ItemContent aid(Item item, ItemContent content, Optional<Content> before) throws IOException {
        if (!isFor(item) || mistrusted) {
            return content;
        }
        List<Stretch> now = content.stretches();
        if (now.isEmpty()) {
            memory.get().forget(item.path());
            return content;
        }
        List<KnownRun> runs = before.isPresent() ? runs(item.path(), before.get(), now) : List.of();
        underway.put(item.path(), new Reading(now, full || runs.isEmpty()));
        if (runs.isEmpty()) {
            return content;
        }
        return full ? new ComparedContent(content, runs, depot.get().vault().hasher(), () -> tellWrong(item.path()))
                : new AidedContent(content, runs);
    }

    private List<KnownRun> runs(ItemPath path, Content before, List<Stretch> now) throws IOException {
        Optional<Known> known = memory.get().load(path).filter(one -> one.isOf(before));
        if (known.isEmpty()) {
            return List.of();
        }
        try {
            List<Piece> pieces = new RecordStore(depot.get()).pieces(before);
            return KnownRun.between(pieces, known.get().stretches(), now,
                    slice -> depot.get().findSound(slice).isPresent());
        } catch (BackupException unreadable) {
            LOG.log(Level.WARNING, unreadable.getMessage(), unreadable);
            return List.of();
        }
    }

    private void tellWrong(ItemPath path) {
        mistrusted = true;
        wrong.accept(path);
    }

    /** The item was read to its end and is on its way to the storage with this content. */
    public void stored(Item item, Content content, boolean changed) {
        if (!isFor(item)) {
            return;
        }
        Optional<Reading> reading = Optional.ofNullable(underway.remove(item.path()));
        try {
            if (changed || mistrusted) {
                memory.get().forget(item.path());
            } else if (reading.isPresent()) {
                memory.get().save(item.path(), content, reading.get().proven(), reading.get().stretches());
            }
        } catch (IOException notKept) {
            // Without it the item is read as a whole next time
            LOG.log(Level.WARNING, notKept.toString(), notKept);
        }
    }
}
