package org.backupmanager.source;

import java.io.IOException;
import java.util.Iterator;

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
     * when the whole scan cannot go on.
     */
    Iterator<Item> items() throws BackupException;

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
