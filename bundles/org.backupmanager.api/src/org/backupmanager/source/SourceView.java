package org.backupmanager.source;

import java.io.IOException;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Predicate;

import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What was selected, frozen as far as the source can: a list of items that can be opened later. Used by one scan at a
 * time; {@link #open} by many threads.
 */
@ConsumerType
public interface SourceView extends AutoCloseable {

    /**
     * Every item, parents before children, siblings in the order of the bytes of their names, each path once. The first
     * is the root with its attributes,
     * and each folder on the way to something selected is an item, so that a restore can make it again. Items that
     * cannot be looked at are told to the
     * {@link FreezeContext} and left out; the iterator itself fails only with {@link java.io.UncheckedIOException},
     * when the whole scan cannot go on, or shall not ({@link FreezeContext#progress}).
     */
    Iterator<Item> items() throws BackupException;

    /**
     * As {@link #items()}, but folders that are closed are items without what is in them.
     *
     * @param closed asked of each folder at least once, by any thread
     */
    default Iterator<Item> items(Predicate<ItemPath> closed) throws BackupException {
        return items();
    }

    /**
     * The moment from which on this source notes what changes, for a later view to ask about; before anything of this
     * view was read. Empty where nobody notes.
     */
    default OptionalLong moment() {
        return OptionalLong.empty();
    }

    /**
     * The folders at and below which nothing changed between the moment of an earlier view and now, as far as is known:
     * a hint, never a promise. No folder, where there is any doubt about what was noted. What it says stays the same.
     */
    default Predicate<ItemPath> untouchedSince(long moment) {
        return folder -> false;
    }

    /**
     * Opens an item of this view for reading; changes nothing about it, not even its access time where that can be
     * helped.
     *
     * @throws java.nio.file.NoSuchFileException where it vanished
     * @throws IOException where it cannot be read; the message is for a person
     */
    ItemContent open(Item item) throws IOException;

    /**
     * These items are safely stored: a log may be truncated, for instance. Called once, after the session is committed.
     */
    void acknowledge() throws BackupException;

    /** Releases what the view holds (snapshot, dump, temporary files), also after failure; may be called twice. */
    @Override
    void close();
}
