package org.backupmanager.cli.internal.quickstart;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.model.ItemPath;

/** What differs between two trees, and how much was compared. Safe for use by many threads. */
final class Differences {

    private static final int MOST_KEPT = 20;

    private final List<String> first = new ArrayList<>();
    private long count;
    private long items;
    private long bytes;
    private long kept;

    /** One more difference. */
    synchronized void add(String key, ItemPath path, Object... arguments) {
        count++;
        if (first.size() < MOST_KEPT) {
            first.add(Output.printable(path.toString()) + ": " + Messages.text(key, arguments));
        }
    }

    /** One more item is compared. */
    synchronized void compared(long size) {
        items++;
        bytes += size;
    }

    /** One more item could not be given to its owner or group. */
    synchronized void kept() {
        kept++;
    }

    /** How many items belong to who restored them, and not to whom they did: no difference. */
    synchronized long keptCount() {
        return kept;
    }

    /** How many there are. */
    synchronized long count() {
        return count;
    }

    /** The first of them, as sentences. */
    synchronized List<String> first() {
        return List.copyOf(first);
    }

    synchronized long items() {
        return items;
    }

    synchronized long bytes() {
        return bytes;
    }
}
