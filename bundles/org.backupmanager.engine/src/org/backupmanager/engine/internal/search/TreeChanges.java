package org.backupmanager.engine.internal.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
import org.backupmanager.pipeline.EntryWriter;
import org.backupmanager.session.BackupException;

/**
 * Writes down in what the trees of two sessions differ: only folders whose records differ are read, so that it costs
 * what changed. Of a folder counts whether it is there; of everything else also size, time of change and content.
 */
final class TreeChanges {

    /** What a folder that is not there holds. */
    private static final Content NOTHING = Content.EMPTY;

    private final RecordStore records;
    private final NameWriter changes;
    private final Progress progress;
    private final Deque<Folder> ahead = new ArrayDeque<>();

    TreeChanges(RecordStore records, NameWriter changes, Progress progress) {
        this.records = records;
        this.changes = changes;
        this.progress = progress;
    }

    /** Hears of each folder that is compared. */
    @FunctionalInterface
    interface Progress {
        void folder() throws BackupException;
    }

    private record Folder(byte[] path, Content before, Content now) {
    }

    /** Compares whole trees. */
    void run(Optional<Content> before, Content now) throws BackupException {
        // The top record has one entry with an empty name: the root.
        ahead.push(new Folder(new byte[0], before.orElse(NOTHING), now));
        while (!ahead.isEmpty()) {
            Folder folder = ahead.pop();
            progress.folder();
            if (!folder.before.equals(folder.now)) {
                Optional<EntryReader> was = record(folder.before);
                Optional<EntryReader> is = record(folder.now);
                if (was.isPresent() && is.isPresent()) {
                    changes.enter(folder.path);
                    compare(folder.path, was.get(), is.get());
                }
            }
        }
    }

    /** Empty where the record cannot be read: then nothing is said about the folder. */
    private Optional<EntryReader> record(Content content) throws BackupException {
        return content.equals(NOTHING) ? Optional.of(new EntryReader(new EntryWriter().record().toArray()))
                : records.read(content);
    }

    private void compare(byte[] folder, EntryReader before, EntryReader now) throws BackupException {
        boolean old = before.next();
        boolean fresh = now.next();
        while (old || fresh) {
            int order = !old ? 1 : !fresh ? -1 : before.compareName(now.name());
            if (order < 0) {
                gone(folder, before);
            } else if (order > 0) {
                there(folder, now);
            } else if (!before.equalsEntry(now)) {
                differs(folder, before, now);
            }
            old = order <= 0 ? before.next() : old;
            fresh = order >= 0 ? now.next() : fresh;
        }
    }

    private void gone(byte[] folder, EntryReader entry) throws BackupException {
        ItemKind kind = entry.attributes().kind();
        changes.gone(entry.name(), kind);
        if (kind == ItemKind.DIRECTORY) {
            later(folder, entry, entry.content(), NOTHING);
        }
    }

    private void there(byte[] folder, EntryReader entry) throws BackupException {
        ItemAttributes attributes = entry.attributes();
        changes.there(entry.name(), attributes);
        if (attributes.kind() == ItemKind.DIRECTORY) {
            later(folder, entry, NOTHING, entry.content());
        }
    }

    private void differs(byte[] folder, EntryReader before, EntryReader now) throws BackupException {
        ItemAttributes was = before.attributes();
        ItemAttributes is = now.attributes();
        boolean wasFolder = was.kind() == ItemKind.DIRECTORY;
        boolean isFolder = is.kind() == ItemKind.DIRECTORY;
        if (wasFolder || isFolder) {
            later(folder, now, wasFolder ? before.content() : NOTHING, isFolder ? now.content() : NOTHING);
        }
        if (was.kind() != is.kind() || !isFolder && (was.size() != is.size() || !was.modified().equals(is.modified())
                || !before.content().equals(now.content()))) {
            changes.there(now.name(), is);
        }
    }

    private void later(byte[] folder, EntryReader entry, Content before, Content now) {
        byte[] name = entry.name();
        ahead.push(new Folder(name.length == 0 ? folder : below(folder, name), before, now));
    }

    private static byte[] below(byte[] folder, byte[] name) {
        byte[] path = new byte[folder.length + 1 + name.length];
        System.arraycopy(folder, 0, path, 0, folder.length);
        path[folder.length] = '/';
        System.arraycopy(name, 0, path, folder.length + 1, name.length);
        return path;
    }
}
