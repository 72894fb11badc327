package org.backupmanager.plan;

import java.nio.file.Path;
import java.util.List;

import org.backupmanager.model.ItemPath;

/**
 * Keeps a folder like the newest session of a data source.
 *
 * @param name for a person
 * @param active whether it is obeyed
 * @param source id of the data source
 * @param selection paths to restore with all that is below them; empty for everything
 * @param excludes paths to leave out
 * @param place the folder below which the whole paths are made; what is in it already and has a name of the session is
 *        replaced, all else that others put there stays
 * @param pollMinutes how often the storage is asked for sessions of other computers, in minutes, 1 or more; 0 to
 *        follow the backups of this one only
 */
public record ContinuousRestore(String name, boolean active, String source, List<ItemPath> selection,
        List<ItemPath> excludes, Path place, int pollMinutes) {

    public ContinuousRestore {
        selection = List.copyOf(selection);
        excludes = List.copyOf(excludes);
        if (pollMinutes < 0) {
            throw new IllegalArgumentException("minutes are 0 or more: " + pollMinutes);
        }
    }
}
