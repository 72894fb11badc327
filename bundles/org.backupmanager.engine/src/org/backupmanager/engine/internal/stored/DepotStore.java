package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.session.BackupException;

/** Stores cabinets: first in the storage, then in the register, which answers for their slices from then on. */
public final class DepotStore implements CabinetStore {

    private final Depot depot;
    private final RunProgress progress;
    private final List<Integer> stored = Collections.synchronizedList(new ArrayList<>());

    public DepotStore(Depot depot, RunProgress progress) {
        this.depot = depot;
        this.progress = progress;
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
        progress.sent(directory.size());
    }

    @Override
    public void keep(CabinetDirectory cabinet, int frame, byte[] bytes) throws BackupException {
        depot.register().keepFrame(depot.register().add(cabinet), frame, bytes);
    }

    /** The directories of the cabinets that were stored, read back from the register. */
    public List<CabinetDirectory> stored() throws BackupException {
        var directories = new ArrayList<CabinetDirectory>();
        for (int number : List.copyOf(stored)) {
            directories.add(depot.register().cabinet(number));
        }
        return directories;
    }
}
