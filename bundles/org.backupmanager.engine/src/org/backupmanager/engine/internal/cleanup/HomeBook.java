package org.backupmanager.engine.internal.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.HomeNote;
import org.backupmanager.engine.internal.stored.HomeObject;
import org.backupmanager.engine.internal.stored.StoredObjects;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectMissingException;
import org.backupmanager.storage.StorageTransport.StoredObject;

/**
 * The homes of a device at one moment.
 *
 * @param notes the newest of each that was not retired
 * @param retired ids of those that were
 * @param listed every object of theirs
 */
record HomeBook(List<HomeNote> notes, Set<String> retired, List<StoredObject> listed) {

    private static final String RETIRED = "-retired";
    /** Other homes may replace a note between listing and reading; so often in a row they do not. */
    private static final int REPLACED_MEANWHILE = 5;

    /** As the storage has it. */
    static HomeBook read(Depot depot) throws BackupException {
        for (int left = REPLACED_MEANWHILE;; left--) {
            try {
                return read(depot, depot.storage().list(depot.names().homes()));
            } catch (ObjectMissingException replaced) {
                if (left == 0) {
                    throw replaced;
                }
            }
        }
    }

    private static HomeBook read(Depot depot, List<StoredObject> listed) throws BackupException {
        Set<String> retired = new HashSet<>();
        for (StoredObject object : listed) {
            String name = object.name().lastPart();
            if (name.endsWith(RETIRED)) {
                retired.add(name.substring(0, name.length() - RETIRED.length()));
            }
        }
        var objects = new StoredObjects(depot.names(), depot.storage());
        var notes = new ArrayList<HomeNote>();
        for (HomeObject one : HomeObject.newest(listed)) {
            if (!retired.contains(one.home())) {
                notes.add(HomeNote.decode(depot.vault(), one.home(), one.number(), objects.read(one.object())));
            }
        }
        return new HomeBook(notes, retired, listed);
    }

    /** The newest note of that home. */
    Optional<HomeNote> of(String home) {
        return notes.stream().filter(note -> note.home().equals(home)).findFirst();
    }

    /** Whether other homes may rely on something. */
    boolean hasOthers(String home) {
        return notes.stream().anyMatch(note -> !note.home().equals(home));
    }

    /** Homes that have not acknowledged that entry; nothing of it is removed before each has. */
    List<HomeNote> waitingFor(String entry) {
        return notes.stream().filter(note -> !note.acknowledges(entry)).toList();
    }

}
