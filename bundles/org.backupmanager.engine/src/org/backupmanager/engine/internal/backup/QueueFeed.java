package org.backupmanager.engine.internal.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Contents;
import org.backupmanager.model.Code;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.BackupFeed;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.ContentReading;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;

/** Feeds the queue of a session to the line and notes what became of each item. */
public final class QueueFeed implements BackupFeed {

    private final WorkQueue queue;
    private final SourceView view;
    private final Contents contents;
    private final RunProgress progress;
    private final TroubleLog troubles;
    /** Those that were taken and have not ended. */
    private final Map<Long, Item> underway = new ConcurrentHashMap<>();

    QueueFeed(WorkQueue queue, SourceView view, Contents contents, RunProgress progress, TroubleLog troubles) {
        this.queue = queue;
        this.view = view;
        this.contents = contents;
        this.progress = progress;
        this.troubles = troubles;
    }

    @Override
    public Optional<Work> next() throws BackupException {
        return queue.next().map(queued -> {
            Item item = queued.item();
            underway.put((long) queued.ticket(), item);
            long size = item.attributes().size();
            return new Work(queued.ticket(), size, () -> open(item, size));
        });
    }

    private ContentReading open(Item item, long size) throws IOException {
        try {
            return new Reading(view.open(item), size);
        } catch (IOException e) {
            progress.done(Progress.Work.BYTES, size);
            throw e;
        }
    }

    @Override
    public void stored(long ticket, Content content, boolean changed) throws BackupException {
        contents.put((int) ticket, content);
        progress.processed(content.length());
        Item item = underway.remove(ticket);
        progress.done(Progress.Work.ITEMS, 1);
        if (changed) {
            troubles.add(item.path(), Code.ITEM_CHANGED, Severity.WARNING);
        }
    }

    @Override
    public void failed(long ticket, IOException cause) throws BackupException {
        Item item = underway.remove(ticket);
        progress.done(Progress.Work.ITEMS, 1);
        if (cause instanceof NoSuchFileException) {
            troubles.add(item.path(), Code.ITEM_VANISHED, Severity.WARNING);
        } else {
            troubles.add(item.path(), Code.ITEM_UNREADABLE, Severity.ERROR, cause.getMessage());
        }
    }

    /** An item's content as the line reads it. */
    private final class Reading implements ContentReading {

        private final ItemContent content;
        /** Bytes that were expected and are not counted as done yet. */
        private long left;

        Reading(ItemContent content, long size) {
            this.content = content;
            left = size;
        }

        @Override
        public int read(byte[] target, int from, int to) throws IOException {
            int got = content.read(ByteBuffer.wrap(target, from, to - from));
            count(got);
            return got;
        }

        @Override
        public long skipHole() throws IOException {
            long hole = content.skipHole();
            count(hole);
            return hole;
        }

        @Override
        public boolean changed() throws IOException {
            return content.changed();
        }

        @Override
        public void close() throws IOException {
            count(left);
            content.close();
        }

        private void count(long bytes) {
            long counted = Math.clamp(bytes, 0, left);
            left -= counted;
            progress.done(Progress.Work.BYTES, counted);
        }
    }
}
