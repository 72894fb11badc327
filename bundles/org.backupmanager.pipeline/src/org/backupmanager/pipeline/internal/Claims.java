package org.backupmanager.pipeline.internal;

import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.CabinetStore;

/** Sees to it that a slice is packed once: those that are stored, and those on their way, are not packed again. */
public final class Claims {

    private final CabinetStore store;
    private final ConcurrentHashMap<SliceId, Boolean> underway = new ConcurrentHashMap<>();

    public Claims(CabinetStore store) {
        this.store = store;
    }

    /** Whether the caller shall pack the slice. */
    boolean claim(SliceId slice) {
        return !store.knows(slice) && underway.putIfAbsent(slice, Boolean.TRUE) == null;
    }

    /** A cabinet is stored: the store answers for its slices now. */
    void stored(CabinetDirectory cabinet) {
        for (int i = 0; i < cabinet.count(); i++) {
            underway.remove(cabinet.slice(i));
        }
    }
}
