package org.backupmanager.engine.internal.run;

import java.nio.file.Path;

import org.backupmanager.model.ItemPath;
import org.backupmanager.pipeline.AttributeCoding;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Item;

/**
 * Items on disk, each with a number that goes with it; memory holds eight bytes an item. Added by one thread, read by
 * many afterwards.
 */
public final class ItemList implements AutoCloseable {

    private final SpillLog log;
    private final LongList places = new LongList();
    private final PackedOutput packing = new PackedOutput(512);

    public ItemList(Path scratch) throws BackupException {
        log = new SpillLog(scratch);
    }

    /** Adds an item and returns its place: 0, 1, 2 and so on. */
    public int add(Item item, long number) throws BackupException {
        packing.clear();
        packing.number(number).block(item.path().bytes());
        AttributeCoding.write(item.attributes(), packing);
        places.add(log.append(packing));
        return places.size() - 1;
    }

    public int size() {
        return places.size();
    }

    public Entry get(int place) throws BackupException {
        PackedInput in = log.unpack(places.get(place));
        long number = in.number();
        return new Entry(new Item(ItemPath.of(in.block()), AttributeCoding.read(in)), number);
    }

    @Override
    public void close() throws BackupException {
        log.close();
    }

    /** An item and its number. */
    public record Entry(Item item, long number) {
    }
}
