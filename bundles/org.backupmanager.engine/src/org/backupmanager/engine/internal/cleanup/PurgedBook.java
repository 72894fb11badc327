package org.backupmanager.engine.internal.cleanup;

import java.util.List;
import java.util.function.UnaryOperator;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeObject;
import org.backupmanager.engine.internal.stored.PurgedList;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.model.SessionId;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/**
 * A home's list of what it has removed for good, as it grows. A clean-up and a repair may write at the same time, so
 * each step begins with the newest list in the storage. Safe for use by several threads.
 */
final class PurgedBook {

    private final Depot depot;
    private final HomeId home;

    /** Says which home that is. */
    interface HomeId {
        String get() throws BackupException;
    }

    PurgedBook(Depot depot, HomeId home) {
        this.depot = depot;
        this.home = home;
    }

    /** These are gone, or about to go: whoever misses them finds them here. */
    void add(List<Gravestone> sessions, List<CabinetId> cabinets) throws BackupException {
        replace(last -> last.and(sessions, cabinets));
    }

    /** These sessions stay after all. */
    void withdraw(List<SessionId> sessions) throws BackupException {
        replace(last -> last.without(sessions));
    }

    /** Nothing is gone, but other homes should look at the storage. */
    void ring() throws BackupException {
        add(List.of(), List.of());
    }

    private synchronized void replace(UnaryOperator<PurgedList> step) throws BackupException {
        PurgedList next = step.apply(PurgedList.newest(depot, home.get()));
        depot.storage().put(depot.names().purged(next.home(), next.number()), next.encode(depot.vault()));
        for (ObjectName old : HomeObject.older(depot.storage().list(depot.names().purged()), next.home(),
                next.number())) {
            depot.storage().delete(old);
        }
    }
}
