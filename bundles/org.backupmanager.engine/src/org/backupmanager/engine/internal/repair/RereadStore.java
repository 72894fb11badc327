package org.backupmanager.engine.internal.repair;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.session.BackupException;

/** Stores what was read again from a source, but only slices that are lost; or stores nothing and only notes them. */
final class RereadStore implements CabinetStore {

    private final Depot depot;
    private final Set<SliceId> lost;
    private final CabinetStore target;
    private final boolean apply;
    private final Set<SliceId> found = ConcurrentHashMap.newKeySet();

    RereadStore(Depot depot, Set<SliceId> lost, CabinetStore target, boolean apply) {
        this.depot = depot;
        this.lost = lost;
        this.target = target;
        this.apply = apply;
    }

    @Override
    public boolean knows(SliceId slice) {
        return !lost.contains(slice) || found.contains(slice) || depot.findUndamaged(slice).isPresent();
    }

    @Override
    public void put(FinishedCabinet cabinet) throws BackupException {
        if (apply) {
            target.put(cabinet);
        }
        CabinetDirectory directory = cabinet.directory();
        for (int i = 0; i < directory.count(); i++) {
            found.add(directory.slice(i));
        }
    }

    @Override
    public void keep(CabinetDirectory cabinet, int frame, byte[] bytes) throws BackupException {
        if (apply) {
            target.keep(cabinet, frame, bytes);
        }
    }

    /** Lost slices that the source still has. */
    Set<SliceId> found() {
        return found;
    }
}
