package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.files.internal.FolderListing.Block;
import org.backupmanager.source.files.internal.FolderListing.Missed;
import org.backupmanager.source.files.internal.ReadAhead.Pending;

/**
 * Gives items depth first: a folder, then all that is in it, then its next sibling; siblings by the bytes of their
 * names. One thread asks; folders that come
 * next are read by others meanwhile.
 */
final class LinuxScan implements Iterator<Item> {

    private final FreezeContext context;
    private final ReadAhead readAhead;
    /** The folders from the root to where the scan is. */
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Item root;
    private boolean rootGiven;

    LinuxScan(Item root, FolderListing listing, FreezeContext context, ReadAhead readAhead) {
        this.root = root;
        this.context = context;
        this.readAhead = readAhead;
        levels.push(new Level(listing, readAhead.plan(listing, 0)));
    }

    @Override
    public boolean hasNext() {
        if (!rootGiven) {
            return true;
        }
        while (!levels.isEmpty() && !levels.peek().hasItem()) {
            if (levels.peek().isDone()) {
                levels.pop();
            } else {
                levels.peek().advance();
            }
        }
        return !levels.isEmpty();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!rootGiven) {
            rootGiven = true;
            return root;
        }
        Level level = levels.peek();
        Item item = level.take();
        if (item.attributes().kind() == ItemKind.DIRECTORY) {
            levels.push(level.enter());
        }
        return item;
    }

    /** A folder may have a million names of which none was chosen. */
    private void askWhetherToGoOn() {
        try {
            context.progress().checkCancelled();
        } catch (SessionCancelledException cancelled) {
            throw new UncheckedIOException(new IOException(cancelled));
        }
    }

    /** Has read ahead what comes next: the rest of this folder, then what follows its parents. */
    private void lookAhead() {
        Iterator<Level> upwards = levels.iterator();
        while (upwards.hasNext() && readAhead.hasRoom()) {
            upwards.next().lookAhead();
        }
    }

    private void tell(Block block) {
        for (Missed missed : block.missed()) {
            if (missed.code() == Code.ITEM_VANISHED) {
                context.trouble(missed.path(), missed.code());
            } else {
                context.trouble(missed.path(), missed.code(), missed.cause());
            }
        }
    }

    /** One folder that the scan is in. */
    private final class Level {

        private final FolderListing listing;
        private Pending coming;
        private Block block = FolderListing.NOTHING_YET;
        /** Those still ahead: what was read of one is as long as the scan is in it, and no longer. */
        private Deque<Pending> folders = new ArrayDeque<>();
        private int blocks;
        private int nextItem;

        Level(FolderListing listing, Pending start) {
            this.listing = listing;
            this.coming = start;
        }

        boolean hasItem() {
            return nextItem < block.count();
        }

        boolean isDone() {
            return block.last();
        }

        void advance() {
            askWhetherToGoOn();
            block = coming.get();
            blocks++;
            nextItem = 0;
            tell(block);
            folders = new ArrayDeque<>(block.folders().stream().map(folder -> readAhead.plan(folder, 0)).toList());
            if (!block.last()) {
                coming = readAhead.plan(listing, blocks * FolderListing.BLOCK);
            }
            LinuxScan.this.lookAhead();
        }

        /** Begins what this folder still needs, as far as there is room. */
        void lookAhead() {
            Iterator<Pending> ahead = folders.iterator();
            while (ahead.hasNext() && readAhead.hasRoom()) {
                ahead.next().begin();
            }
            if (!block.last() && readAhead.hasRoom()) {
                coming.begin();
            }
        }

        Item take() {
            return block.items()[nextItem++];
        }

        Level enter() {
            Pending folder = folders.remove();
            return new Level(folder.listing(), folder);
        }
    }
}
