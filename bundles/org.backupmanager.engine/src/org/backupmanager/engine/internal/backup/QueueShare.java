package org.backupmanager.engine.internal.backup;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.backupmanager.engine.internal.hints.Accelerator;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Contents;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.Content;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;

/**
 * What one session has in a merged queue: its items in their order, and what became of each. Which items are taken is
 * guarded by the lock of the {@link MergedQueue}; notes are taken under a lock of its own, and none after it was
 * dropped.
 */
final class QueueShare {

    private final SessionReport session;
    private final WorkQueue queue;
    private final SourceView view;
    private final Accelerator accelerator;
    private final Contents contents;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final BitSet taken = new BitSet();
    private final List<Twins> twins = new ArrayList<>();
    private int place;
    private int left;
    private volatile boolean dropped;
    private volatile Optional<BackupException> failure = Optional.empty();

    QueueShare(SessionReport session, WorkQueue queue, SourceView view, Accelerator accelerator, Contents contents,
            RunProgress progress, TroubleLog troubles) {
        this.session = session;
        this.queue = queue;
        this.view = view;
        this.accelerator = accelerator;
        this.contents = contents;
        this.progress = progress;
        this.troubles = troubles;
        this.left = queue.size();
    }

    long number() {
        return session.id().number();
    }

    boolean isOfSource(QueueShare other) {
        return session.source().equals(other.session.source());
    }

    WorkQueue queue() {
        return queue;
    }

    /** Opens an item in the session's view; of a large one perhaps only what changed is read. */
    ItemContent open(Item item, int ticket) throws IOException {
        ItemContent content = view.open(item);
        if (!accelerator.isFor(item)) {
            return content;
        }
        try {
            return accelerator.aid(item, content, queue.before(ticket));
        } catch (IOException | RuntimeException unusable) {
            content.close();
            throw unusable;
        } catch (BackupException unreadable) {
            content.close();
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    RunProgress progress() {
        return progress;
    }

    /** Items that other sessions of the same source have too. */
    List<Twins> twins() {
        return twins;
    }

    /** How early its next item is; empty where it has none left. */
    OptionalLong rank() {
        while (place < queue.size() && taken.get(queue.ticket(place))) {
            place++;
        }
        return place < queue.size() ? OptionalLong.of(queue.rank(place)) : OptionalLong.empty();
    }

    /** Takes the item that {@link #rank} told of and returns its ticket. */
    int take() {
        int ticket = queue.ticket(place++);
        taken.set(ticket);
        return ticket;
    }

    /** Takes an item out of its turn, unless it is taken or nobody wants it any more. */
    boolean take(int ticket) {
        boolean free = isWanted() && !taken.get(ticket);
        taken.set(ticket);
        return free;
    }

    /** One more of its items has come to its end. */
    void ended() {
        left--;
    }

    boolean isProcessed() {
        return left == 0;
    }

    /** Whether its session still goes on. */
    boolean isWanted() {
        return !dropped && failure.isEmpty() && !progress.isCancelled();
    }

    /** Nobody wants its items any more. On return nothing is noted any more. */
    void drop() {
        dropped = true;
        synchronized (contents) {
            // Whoever was about to take a note has done so
        }
    }

    /** Its session is to fail with this, and no other. */
    void fail(BackupException cause) {
        failure = failure.or(() -> Optional.of(cause));
    }

    Optional<BackupException> failure() {
        return failure;
    }

    /** The content of an item that has come to its end; empty where it could not be read. */
    Optional<Content> content(int ticket) throws BackupException {
        synchronized (contents) {
            return dropped ? Optional.empty() : contents.get(ticket);
        }
    }

    void stored(int ticket, Item item, Content content, boolean changed) throws BackupException {
        synchronized (contents) {
            if (dropped) {
                return;
            }
            contents.put(ticket, content);
            accelerator.stored(item, content, changed);
            progress.processed(content.length());
            progress.done(Work.ITEMS, 1);
            if (changed) {
                troubles.add(item.path(), Code.ITEM_CHANGED, Severity.WARNING);
            }
        }
    }

    void failed(Item item, IOException cause) {
        synchronized (contents) {
            if (dropped) {
                return;
            }
            progress.done(Work.ITEMS, 1);
            if (cause instanceof NoSuchFileException) {
                troubles.add(item.path(), Code.ITEM_VANISHED, Severity.WARNING);
            } else {
                troubles.add(item.path(), Code.ITEM_UNREADABLE, Severity.ERROR, cause.getMessage());
            }
        }
    }
}
