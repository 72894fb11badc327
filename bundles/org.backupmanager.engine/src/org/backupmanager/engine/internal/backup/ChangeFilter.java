package org.backupmanager.engine.internal.backup;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.hints.Accelerator;
import org.backupmanager.engine.internal.hints.FolderHints;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.pipeline.AttributeCoding;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryWriter;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.source.Item;

/**
 * The scanning stage: walks what the source found beside the directory records of the session before. What has equal
 * attributes is taken over unread; what
 * has not goes to the queue. A folder in which nothing changed is never unpacked, and its record is not written again
 * (directory hashing).
 */
public final class ChangeFilter {

    /**
     * File systems round times to at most this: a file changed so shortly before the scan may change again unseen, and
     * is read again next time.
     */
    private static final long TIME_STEP_MILLIS = 20;

    private final RecordStore records;
    private final ScanLog log;
    private final WorkQueue queue;
    private final Selection selection;
    private final Accelerator accelerator;
    private final RunProgress progress;
    private Instant young = Instant.MAX;
    private Optional<FolderHints> hints = Optional.empty();
    private boolean doubtful;
    private final ComparedFolder.Tools tools;
    private final Deque<ComparedFolder> open = new ArrayDeque<>();
    private final Map<Long, Integer> linked = new HashMap<>();
    private final PackedOutput packing = new PackedOutput(512);

    ChangeFilter(RecordStore records, ScanLog log, WorkQueue queue, Selection selection, Accelerator accelerator,
            RunProgress progress) {
        this.accelerator = accelerator;
        this.records = records;
        this.log = log;
        this.queue = queue;
        this.selection = selection;
        this.progress = progress;
        this.tools = new ComparedFolder.Tools(records, log, progress);
    }

    /**
     * What a scan is compared with.
     *
     * @param tree of the session before, if there is one
     * @param inDoubt whether slices of that session may be lost, so that it is looked for each
     * @param begun when freezing the source began: what changed later may change again unseen
     * @param folders that are not gone into
     */
    record Base(Optional<Content> tree, boolean inDoubt, Instant begun, FolderHints folders) {
    }

    /**
     * Reads the scan to its end.
     *
     * @return whether anything differs from it
     */
    boolean run(Iterator<Item> items, Base base) throws BackupException {
        Optional<Content> before = base.tree();
        doubtful = base.inDoubt();
        young = base.begun().minusMillis(TIME_STEP_MILLIS);
        hints = Optional.of(base.folders());
        var top = new ComparedFolder(tools, Optional.empty(), ItemPath.ROOT, new byte[0],
                before.flatMap(records::read));
        open.push(top);
        if (doubtful && before.isPresent() && records.lacksSlices(before.get())) {
            top.change();
        }
        while (items.hasNext()) {
            Item item = items.next();
            progress.checkCancelled();
            int depth = item.path().depth();
            while (open.size() > depth + 1) {
                leave();
            }
            if (open.size() <= depth) {
                throw new IllegalStateException("the data source named " + item.path() + " before the folder it is in");
            }
            visit(item);
        }
        while (open.size() > 1) {
            leave();
        }
        top.seekEnd();
        return top.changed;
    }

    private void visit(Item item) throws BackupException {
        byte[] name = item.path().name();
        ItemAttributes attributes = steady(item.attributes());
        packing.clear();
        AttributeCoding.write(attributes, packing);
        ComparedFolder parent = open.element();
        boolean existed = parent.seek(name);
        boolean same = existed && parent.before.get().hasAttributes(packing.array(), packing.length())
                && !accelerator.wantsProof(item);
        progress.selected(attributes.size());
        parent.count(attributes, attributes != item.attributes());
        if (attributes.kind() == ItemKind.DIRECTORY && hints.get().isClosed(item.path())) {
            takeOver(item.path(), existed, same);
        } else if (attributes.kind() == ItemKind.DIRECTORY) {
            open.push(new ComparedFolder(tools, Optional.of(parent), item.path(), packing.toArray(),
                    existed ? parent.record() : Optional.empty()));
            open.element().sameEntry = same;
            if (open.element().before.isEmpty() || doubtful && records.lacksSlices(parent.before.get().content())) {
                open.element().change();
            }
        } else if (same && !(doubtful && records.lacksSlices(parent.before.get().content()))) {
            parent.keep();
        } else {
            parent.change();
            addChanged(item, name, attributes,
                    existed && accelerator.isFor(item) ? parent.content() : Optional.empty());
        }
    }

    /** A folder in which nothing happened: its record stays as it is. */
    private void takeOver(ItemPath path, boolean existed, boolean same) throws BackupException {
        ComparedFolder parent = open.element();
        if (!existed || parent.before.get().attributes().kind() != ItemKind.DIRECTORY) {
            throw new BackupException(Code.ITEM_UNREADABLE, Messages.text("hint.noRecord", path));
        }
        progress.selected(hints.get().items(path), hints.get().bytes(path));
        parent.items += hints.get().items(path);
        parent.bytes += hints.get().bytes(path);
        if (same) {
            parent.keep();
        } else {
            parent.change();
            logEntry(path.name(), packing.toArray(), parent.before.get().content());
        }
    }

    private void addChanged(Item item, byte[] name, ItemAttributes attributes, Optional<Content> before)
            throws BackupException {
        byte[] packed = packing.toArray();
        if (!attributes.kind().hasContent()) {
            logEntry(name, packed, Content.EMPTY);
            progress.processed(0);
            return;
        }
        long group = attributes.identity().linkGroup();
        Integer read = group == 0 ? null : linked.get(group);
        if (read == null) {
            read = queue.add(item.path(), packed, attributes.modified(), selection.priority(item.path()),
                    before);
            progress.expect(Work.ITEMS, 1);
            progress.expect(Work.BYTES, attributes.size());
            if (group != 0) {
                linked.put(group, read);
            }
        }
        log.item(name, packed, read);
    }

    private void logEntry(byte[] name, byte[] attributes, Content content) throws BackupException {
        var entry = new EntryWriter();
        int head = entry.record().length();
        entry.add(name, attributes, content);
        log.entries(entry.record().array(), head, entry.record().length());
    }

    /** What changed a moment ago gets a time of change that no scan will find again. */
    private ItemAttributes steady(ItemAttributes found) {
        if (!found.kind().hasContent() || found.identity().changed().isBefore(young)) {
            return found;
        }
        var identity = new Identity(found.identity().number(), Instant.EPOCH, found.identity().linkGroup());
        return new ItemAttributes(found.kind(), found.size(), found.modified(), found.access(), identity,
                found.linkTarget(),
                found.device(), found.extended());
    }

    private void leave() throws BackupException {
        ComparedFolder folder = open.pop();
        folder.seekEnd();
        ComparedFolder parent = folder.parent.get();
        hints.get().left(folder.path, folder.items, folder.bytes, !folder.restless, folder.changed);
        parent.items += folder.items;
        parent.bytes += folder.bytes;
        parent.restless |= folder.restless;
        if (folder.changed) {
            log.leave();
        } else if (folder.sameEntry) {
            parent.keep();
        } else {
            parent.change();
            logEntry(folder.path.name(), folder.attributes, parent.before.get().content());
        }
    }
}
