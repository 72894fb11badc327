package org.backupmanager.engine.internal.backup;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.engine.internal.hints.Accelerator;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.Selection;
import org.backupmanager.pipeline.AttributeCoding;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
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
    private boolean doubtful;
    private final Deque<Folder> open = new ArrayDeque<>();
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
    }

    /**
     * What a scan is compared with.
     *
     * @param tree of the session before, if there is one
     * @param inDoubt whether slices of that session may be lost, so that it is looked for each
     * @param begun when freezing the source began: what changed later may change again unseen
     */
    record Base(Optional<Content> tree, boolean inDoubt, Instant begun) {
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
        Folder top = new Folder(Optional.empty(), new byte[0], new byte[0], before.flatMap(records::read));
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
        Folder parent = open.element();
        boolean existed = parent.seek(name);
        boolean same = existed && parent.before.get().hasAttributes(packing.array(), packing.length())
                && !accelerator.wantsProof(item);
        progress.selected(attributes.size());
        if (attributes.kind() == ItemKind.DIRECTORY) {
            open.push(new Folder(Optional.of(parent), name, packing.toArray(), existed ? parent.record()
                    : Optional.empty()));
            open.element().sameEntry = same;
            if (open.element().before.isEmpty() || doubtful && records.lacksSlices(parent.before.get().content())) {
                open.element().change();
            }
        } else if (same && !(doubtful && records.lacksSlices(parent.before.get().content()))) {
            parent.keep();
        } else {
            parent.change();
            addChanged(item, name, attributes, existed && accelerator.isFor(item) ? parent.content() : Optional.empty());
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
        Folder folder = open.pop();
        folder.seekEnd();
        Folder parent = folder.parent.get();
        if (folder.changed) {
            log.leave();
        } else if (folder.sameEntry) {
            parent.keep();
        } else {
            parent.change();
            logEntry(folder.name, folder.attributes, parent.before.get().content());
        }
    }

    /** A folder the scan is in, beside its record of the session before. */
    private final class Folder {

        final Optional<Folder> parent;
        final byte[] name;
        final byte[] attributes;
        final Optional<EntryReader> before;
        /** Whether its own attributes are those of the session before. */
        boolean sameEntry;
        /** Whether anything in it differs; from then on everything in it is logged. */
        boolean changed;
        private boolean atEntry;
        private boolean matched;
        private final int firstEntry;

        Folder(Optional<Folder> parent, byte[] name, byte[] attributes, Optional<EntryReader> before)
                throws BackupException {
            this.parent = parent;
            this.name = name;
            this.attributes = attributes;
            this.before = before;
            if (before.isPresent()) {
                firstEntry = before.get().end();
                atEntry = before.get().next();
            } else {
                firstEntry = 0;
            }
        }

        /** Goes to the entry of that name; entries before it are there no more. */
        boolean seek(byte[] wanted) throws BackupException {
            step();
            while (atEntry && before.get().compareName(wanted) < 0) {
                dropEntry();
            }
            matched = atEntry && before.get().compareName(wanted) == 0;
            return matched;
        }

        /** Entries that were not met are there no more. */
        void seekEnd() throws BackupException {
            step();
            while (atEntry) {
                dropEntry();
            }
        }

        private void dropEntry() throws BackupException {
            change();
            progress.removed();
            atEntry = before.get().next();
        }

        private void step() throws BackupException {
            if (matched) {
                matched = false;
                atEntry = before.get().next();
            }
        }

        /** The entry stays as it is. */
        void keep() throws BackupException {
            if (changed) {
                EntryReader entry = before.get();
                log.entries(entry.record(), entry.start(), entry.end());
            }
        }

        /** Something differs here: what was the same so far is logged as it stands. */
        void change() throws BackupException {
            if (changed) {
                return;
            }
            changed = true;
            if (parent.isPresent()) {
                parent.get().change();
                log.enter(name, attributes);
            }
            if (before.isPresent()) {
                log.entries(before.get().record(), firstEntry, before.get().start());
            }
        }

        /** The content of the file whose entry was found. */
        Optional<Content> content() throws BackupException {
            EntryReader entry = before.get();
            return entry.attributes().kind() == ItemKind.FILE ? Optional.of(entry.content()) : Optional.empty();
        }

        /** The record of the folder whose entry was found. */
        Optional<EntryReader> record() throws BackupException {
            if (before.get().attributes().kind() != ItemKind.DIRECTORY) {
                return Optional.empty();
            }
            return records.read(before.get().content());
        }
    }
}
