package org.backupmanager.engine.internal.cleanup;

import java.util.List;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeObject;
import org.backupmanager.engine.internal.stored.PurgedList;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.engine.internal.stored.Quarantine;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/** This home's list of what it has removed for good, as it grows. For one thread. */
final class PurgedBook {

    private final Depot depot;
    private PurgedList last;

    PurgedBook(Depot depot, Quarantine quarantine, String home) {
        this.depot = depot;
        last = quarantine.purged().stream().filter(list -> list.home().equals(home)).findFirst()
                .orElseGet(() -> new PurgedList(home, 0, List.of(), new long[0]));
    }

    /** These are gone, or about to go: whoever misses them finds them here. */
    void add(List<Gravestone> sessions, List<CabinetId> cabinets) throws BackupException {
        replace(last.and(sessions, cabinets));
    }

    /** These sessions stay after all. */
    void withdraw(List<SessionId> sessions) throws BackupException {
        replace(last.without(sessions));
    }

    private void replace(PurgedList next) throws BackupException {
        HomeBook.put(depot, depot.names().purged(next.home(), next.number()), next.encode(depot.vault()));
        last = next;
        for (ObjectName old : HomeObject.older(depot.storage().list(depot.names().purged()), next.home(),
                next.number())) {
            depot.storage().delete(old);
        }
    }
}
