package org.backupmanager.engine.internal.hints;

import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;

/**
 * What a session knows about folders, for the next session of the same source in this process.
 *
 * @param session that was committed
 * @param moment of its view, from which on changes were noted
 * @param selection that it followed
 * @param folders that need not be gone into while nothing happens in them; never changed
 */
public record ScanMemory(SessionId session, long moment, Selection selection, SortedMap<ItemPath, Below> folders) {

    /**
     * What is below a folder.
     *
     * @param items that were found, the folder itself not counted
     * @param bytes of their content
     */
    record Below(long items, long bytes) {
    }

    /** The memories of all sources of a device. Safe for use by many threads. */
    public static final class Shelf {

        private final Map<String, ScanMemory> memories = new ConcurrentHashMap<>();

        /** The memory of a source; another session that begins before this one has put one back finds none. */
        public Optional<ScanMemory> take(String source) {
            return Optional.ofNullable(memories.remove(source));
        }

        void put(String source, ScanMemory memory) {
            memories.put(source, memory);
        }
    }
}
