package org.backupmanager.engine.internal.device;

import java.util.Optional;

import org.backupmanager.engine.internal.cleanup.HomeMemory;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.rebuild.Rebuild;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;

/**
 * The home as its attendance needs it.
 *
 * @param home the folder
 * @param depot whose register is brought in line
 * @param connections to the storage at once
 * @param changed called when sessions have come to the register or gone from it
 */
record HomeFile(Home home, Depot depot, int connections, Runnable changed) implements HomeMemory {

    @Override
    public Optional<String> recall() throws BackupException {
        return home.readText(Home.ATTENDANCE);
    }

    @Override
    public void remember(String text) throws BackupException {
        home.writeText(Home.ATTENDANCE, text);
    }

    @Override
    public void align(Quarantine quarantine) throws BackupException {
        var rebuild = new Rebuild(depot, connections, Progress.NONE);
        rebuild.follow(quarantine);
        if (rebuild.foundLosses()) {
            new Doubt(depot.register().sessions().stream().map(SessionReport::id).mapToLong(id -> id.number()).max()
                    .orElse(0)).remember(home);
        }
    }

    @Override
    public void listChanged() {
        changed.run();
    }

    /** The register is made again when the device is opened next, under another id. */
    @Override
    public void outdated(String why) throws BackupException {
        home.writeText(Home.REBUILDING, why + "\n");
        home.delete(Home.ATTENDANCE);
    }
}
