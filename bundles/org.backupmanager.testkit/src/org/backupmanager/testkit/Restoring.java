package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;

/**
 * A restore in the order of the engine.
 *
 * @param target where to
 * @param items what, in the order of a scan
 * @param contents of the files
 * @param data from here on down folders get their attributes back; what is above may be the machine's own
 */
record Restoring(RestoreTarget target, List<Item> items, Map<ItemPath, byte[]> contents,
        ItemPath data) implements AutoCloseable {

    /** Writes all. */
    void write() throws Exception {
        for (Item item : items) {
            if (item.attributes().kind() == ItemKind.DIRECTORY) {
                target.folder(item);
            }
        }
        Map<Long, Item> done = new HashMap<>();
        for (Item item : items) {
            if (item.attributes().kind() != ItemKind.DIRECTORY && target.wants(item)) {
                one(item, done);
            }
        }
        for (Item item : items.reversed()) {
            if (item.attributes().kind() == ItemKind.DIRECTORY && item.path().startsWith(data)) {
                target.finish(item);
            }
        }
    }

    private void one(Item item, Map<Long, Item> done) throws Exception {
        long group = item.attributes().identity().linkGroup();
        if (group != 0 && done.containsKey(group)) {
            target.link(item, done.get(group));
            return;
        }
        if (item.attributes().kind().hasContent()) {
            file(item);
        } else {
            target.special(item);
        }
        done.put(group, item);
    }

    /** In two parts, the later one first. */
    private void file(Item item) throws Exception {
        byte[] content = contents.get(item.path());
        int half = content.length / 2;
        try (RestoreTarget.Sink sink = target.create(item)) {
            sink.write(half, ByteBuffer.wrap(content, half, content.length - half));
            sink.write(0, ByteBuffer.wrap(content, 0, half));
            sink.complete(content.length);
        }
    }

    @Override
    public void close() {
        target.close();
    }
}
