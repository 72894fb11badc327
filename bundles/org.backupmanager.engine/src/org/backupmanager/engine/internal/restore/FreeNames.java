package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;

/**
 * Gives items whose names are taken free ones: {@code report_restored_2026-11-21_14-05-00.odt}, by the start of the
 * session in local time; then {@code report_restored_2026-11-21_14-05-00_2.odt} and so on. A folder that is there is
 * entered as it is; one in whose place something else stands gets a free name, and what is in it goes there.
 */
final class FreeNames {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT);
    /** The longest name that all file systems take. */
    private static final int LONGEST = 255;

    private final RestoreTarget target;
    private final String suffix;
    private final Map<ItemPath, ItemPath> folders = new HashMap<>();
    /** Names that were given in this restore, which nobody else may take although they are not there yet. */
    private final Set<ItemPath> given = new HashSet<>();

    FreeNames(RestoreTarget target, Instant session) {
        this.target = target;
        suffix = "_restored_" + TIME.format(session.atZone(ZoneId.systemDefault()));
    }

    /** Makes or enters the folder. Returns where it is. */
    Item folder(Item folder) throws IOException {
        Item placed = placed(folder);
        try {
            target.folder(placed);
            return placed;
        } catch (IOException inTheWay) {
            if (target.wants(placed)) {
                throw inTheWay;
            }
            Item free = free(placed);
            target.folder(free);
            folders.put(folder.path(), free.path());
            return free;
        }
    }

    /** Where the item would be if its own name were free: in its folder, wherever that is now. */
    Item placed(Item item) {
        return folders.isEmpty() ? item
                : new Item(folder(item.path().parent()).child(item.path().name()), item.attributes());
    }

    private ItemPath folder(ItemPath path) {
        return path.isRoot() || folders.containsKey(path) ? folders.getOrDefault(path, path)
                : folder(path.parent()).child(path.name());
    }

    /** The item, under its own name where that is free. */
    Item free(Item placed) throws IOException {
        Item candidate = placed;
        for (int number = 1; !isFree(candidate); number++) {
            byte[] name = name(placed.path().name(), number == 1 ? suffix : suffix + '_' + number);
            candidate = new Item(placed.path().parent().child(name), placed.attributes());
        }
        if (candidate != placed) {
            given.add(candidate.path());
        }
        return candidate;
    }

    private boolean isFree(Item candidate) throws IOException {
        return !given.contains(candidate.path()) && target.wants(candidate);
    }

    /** Before the ending, so that the file opens with the same program. */
    private static byte[] name(byte[] name, String suffix) {
        int dot = name.length - 1;
        while (dot > 0 && name[dot] != '.') {
            dot--;
        }
        byte[] more = suffix.getBytes(StandardCharsets.US_ASCII);
        int cut = dot > 0 && name.length - dot + more.length < LONGEST / 2 ? dot : name.length;
        int kept = Math.min(cut, LONGEST - more.length - (name.length - cut));
        while (kept < cut && kept > 1 && (name[kept] & 0xc0) == 0x80) {
            kept--; // not within a character
        }
        return ByteBuffer.allocate(kept + more.length + name.length - cut).put(name, 0, kept).put(more)
                .put(Arrays.copyOfRange(name, cut, name.length)).array();
    }
}
