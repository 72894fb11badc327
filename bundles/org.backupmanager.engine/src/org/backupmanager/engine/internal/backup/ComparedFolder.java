package org.backupmanager.engine.internal.backup;

import java.util.Optional;

import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
import org.backupmanager.session.BackupException;

/** A folder the scan is in, beside its record of the session before. */
final class ComparedFolder {

    /**
     * What all folders of a scan have in common.
     *
     * @param records of the session before
     * @param log of what the scan finds
     * @param progress that counts what is gone
     */
    record Tools(RecordStore records, ScanLog log, RunProgress progress) {
    }

    private final Tools tools;

    final Optional<ComparedFolder> parent;
    final ItemPath path;
    final byte[] attributes;
    final Optional<EntryReader> before;
    /** Whether its own attributes are those of the session before. */
    boolean sameEntry;
    /** Whether anything in it differs; from then on everything in it is logged. */
    boolean changed;
    /** What was found below it. */
    long items;
    long bytes;
    /** Whether it has to be gone into next time. */
    boolean restless;
    private boolean atEntry;
    private boolean matched;
    private final int firstEntry;

    ComparedFolder(Tools tools, Optional<ComparedFolder> parent, ItemPath path, byte[] attributes,
            Optional<EntryReader> before) throws BackupException {
        this.tools = tools;
        this.parent = parent;
        this.path = path;
        this.attributes = attributes;
        this.before = before;
        if (before.isPresent()) {
            firstEntry = before.get().end();
            atEntry = before.get().next();
        } else {
            firstEntry = 0;
        }
    }

    /** One more item is in it; a young one, or one of several names, may change without a sign in this folder. */
    void count(ItemAttributes found, boolean isYoung) {
        items++;
        bytes += found.size();
        restless |= isYoung || found.identity().linkGroup() != 0;
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
        tools.progress().removed();
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
            tools.log().entries(entry.record(), entry.start(), entry.end());
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
            tools.log().enter(path.name(), attributes);
        }
        if (before.isPresent()) {
            tools.log().entries(before.get().record(), firstEntry, before.get().start());
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
        return tools.records().read(before.get().content());
    }
}
