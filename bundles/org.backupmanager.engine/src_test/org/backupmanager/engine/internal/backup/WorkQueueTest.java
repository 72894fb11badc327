package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Priority;
import org.backupmanager.pipeline.AttributeCoding;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkQueueTest {

    @TempDir
    Path folder;

    @Test
    void priorityComesFirstThenTheNewestThenTheOrderOfTheScan() throws BackupException {
        try (var queue = new WorkQueue(folder)) {
            add(queue, "old", "2001-01-01T00:00:00Z", Priority.NORMAL);
            add(queue, "new", "2026-11-23T00:00:00Z", Priority.NORMAL);
            add(queue, "new-too", "2026-11-23T00:00:30Z", Priority.NORMAL);
            add(queue, "low", "2030-01-01T00:00:00Z", Priority.LOW);
            add(queue, "high-but-old", "1969-01-01T00:00:00Z", Priority.HIGH);
            add(queue, "from-the-far-future", "+20000-01-01T00:00:00Z", Priority.NORMAL);
            queue.sort();
            var order = new ArrayList<String>();
            for (int place = 0; place < queue.size(); place++) {
                order.add(queue.item(queue.ticket(place)).path().toString());
            }
            assertEquals(List.of("/high-but-old", "/from-the-far-future", "/new", "/new-too", "/old", "/low"), order);
        }
    }

    private static void add(WorkQueue queue, String name, String modified, Priority priority) throws BackupException {
        var attributes = ItemAttributes.content(1, Instant.parse(modified));
        var packed = new PackedOutput(64);
        AttributeCoding.write(attributes, packed);
        queue.add(ItemPath.parse(name), packed.toArray(), attributes.modified(), priority,
                Optional.empty());
    }
}
