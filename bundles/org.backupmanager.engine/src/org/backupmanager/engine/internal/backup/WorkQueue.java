package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import org.backupmanager.engine.internal.run.LongList;
import org.backupmanager.engine.internal.run.SpillLog;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.pipeline.AttributeCoding;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;

/**
 * The items to process: priority first, then the newest change first. Changes within one minute count as equally new
 * and keep the order of the scan, so that
 * neighbours, which compress well together, stay neighbours. Items are added by the scan and sorted, then read by many
 * threads. Paths wait on disk; memory holds 16 bytes an item.
 */
public final class WorkQueue implements AutoCloseable {

    private static final int TICKET_BITS = 28;
    private static final int AGE_BITS = 32;
    private static final int MOST = 1 << TICKET_BITS;

    private final SpillLog items;
    private final LongList places = new LongList();
    private final LongList order = new LongList();
    private final PackedOutput packing = new PackedOutput(512);

    WorkQueue(Path scratch) throws BackupException {
        items = new SpillLog(scratch);
    }

    /**
     * Adds an item with its packed attributes and returns its ticket: 0, 1, 2 and so on.
     *
     * @param before the content that the item had in the session before
     */
    int add(ItemPath path, byte[] attributes, Instant modified, Priority priority, Optional<Content> before)
            throws BackupException {
        int ticket = places.size();
        if (ticket == MOST) {
            throw new IllegalStateException("more than " + MOST + " items in one session");
        }
        packing.clear();
        packing.block(path.bytes()).block(attributes);
        before.ifPresent(content -> content.write(packing));
        places.add(items.append(packing));
        order.add((long) priority.ordinal() << TICKET_BITS + AGE_BITS | age(modified) << TICKET_BITS | ticket);
        return ticket;
    }

    /** Minutes before a day in the far future, in 32 bits. */
    private static long age(Instant modified) {
        long minutes = Math.floorDiv(modified.getEpochSecond(), 60);
        return Math.clamp((1L << AGE_BITS - 1) - minutes, 0, (1L << AGE_BITS) - 1);
    }

    /** Nothing more is added. */
    void sort() {
        order.sort();
    }

    int size() {
        return places.size();
    }

    /** The ticket of the item at that place of the order, from 0. */
    int ticket(int place) {
        return (int) (order.get(place) & MOST - 1);
    }

    /** How early the item at that place is processed: less is earlier, also in comparison with other queues. */
    long rank(int place) {
        return order.get(place) >>> TICKET_BITS;
    }

    /** The item of a ticket. */
    Item item(int ticket) throws BackupException {
        return packed(ticket).item();
    }

    /** The content that the item of a ticket had in the session before, where that was added. */
    Optional<Content> before(int ticket) throws BackupException {
        PackedInput in = items.unpack(places.get(ticket));
        in.skipBlock();
        in.skipBlock();
        return in.atEnd() ? Optional.empty() : Optional.of(Content.read(in));
    }

    /** The item of a ticket, as it was added. */
    Packed packed(int ticket) throws BackupException {
        PackedInput in = items.unpack(places.get(ticket));
        return new Packed(ItemPath.of(in.block()), in.block());
    }

    @Override
    public void close() throws BackupException {
        items.close();
    }

    /** An item with its packed attributes. */
    record Packed(ItemPath path, byte[] attributes) {

        Item item() throws BackupException {
            return new Item(path, AttributeCoding.read(new PackedInput("temporary file", attributes)));
        }
    }
}
