package org.backupmanager.source.files.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.backupmanager.model.ItemPath;

/**
 * Paths from which on files are reached another way than by their names: in a snapshot; and paths in a snapshot from
 * which on they are reached by their names again, since something else is mounted there.
 */
final class Doors {

    /** All files are reached by their names. */
    static final Doors NONE = new Doors(List.of());

    private final List<Door> innermostFirst;
    private final Set<ItemPath> folders;

    /**
     * @param path from which on it counts
     * @param folder an open folder that stands for the path, or {@link #LIVE}
     */
    record Door(ItemPath path, int folder) {

        /** In place of an open folder: what is at the path now. */
        static final int LIVE = -1;

        boolean isLive() {
            return folder == LIVE;
        }
    }

    Doors(List<Door> doors) {
        innermostFirst = doors.stream().sorted(Comparator.comparingInt((Door door) -> -door.path().length())).toList();
        folders = doors.stream().filter(door -> !door.path().isRoot()).map(door -> door.path().parent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The door that leads to a path; empty where it is reached by its name. */
    Optional<Door> to(ItemPath path) {
        for (Door door : innermostFirst) {
            if (path.startsWith(door.path())) {
                return door.isLive() ? Optional.empty() : Optional.of(door);
            }
        }
        return Optional.empty();
    }

    /** Whether something directly in that folder is a door. */
    boolean areIn(ItemPath folder) {
        return !folders.isEmpty() && folders.contains(folder);
    }

    /** The door that is exactly there. */
    Optional<Door> at(ItemPath path) {
        return innermostFirst.stream().filter(door -> door.path().equals(path)).findFirst();
    }
}
