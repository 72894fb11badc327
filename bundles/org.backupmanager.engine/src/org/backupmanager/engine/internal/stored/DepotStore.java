package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.session.BackupException;

/** Stores cabinets: first in the storage, then in the register, which answers for their slices from then on. */
public final class DepotStore implements CabinetStore {

    private final Depot depot;
    private final Told told;
    private final Queue<Integer> stored = new ConcurrentLinkedQueue<>();

    /**
     * @param depot whose storage and register they come to
     * @param told of each cabinet that is stored
     */
    public DepotStore(Depot depot, Told told) {
        this.depot = depot;
        this.told = told;
    }

    /** Hears of cabinets; safe for use by many threads. */
    @FunctionalInterface
    public interface Told {
        void stored(CabinetDirectory cabinet) throws BackupException;
    }

    @Override
    public boolean knows(SliceId slice) {
        return depot.findSound(slice).isPresent();
    }

    @Override
    public void put(FinishedCabinet cabinet) throws BackupException {
        CabinetDirectory directory = cabinet.directory();
        depot.storage().put(depot.names().cabinet(directory.id()), cabinet.content(), cabinet.crc32c());
        stored.add(depot.register().add(directory));
        told.stored(directory);
    }

    @Override
    public void keep(CabinetDirectory cabinet, int frame, byte[] bytes) throws BackupException {
        depot.register().keepFrame(depot.register().add(cabinet), frame, bytes);
    }

    /** The directories of the cabinets that were stored since the last call, read back from the register. */
    public List<CabinetDirectory> takeStored() throws BackupException {
        var directories = new ArrayList<CabinetDirectory>();
        for (Integer number = stored.poll(); number != null; number = stored.poll()) {
            directories.add(depot.register().cabinet(number));
        }
        return directories;
    }
}
