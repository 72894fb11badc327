package org.backupmanager.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;

/**
 * What a person wants back.
 *
 * @param source id of the data source
 * @param moment from which session
 * @param selection paths to restore with all that is below them; empty for everything
 * @param excludes paths to leave out
 * @param place a folder below which the whole paths are made; empty for where they came from
 * @param existing what happens to what is there already
 */
public record RecoveryPlan(String source, Moment moment, List<ItemPath> selection, List<ItemPath> excludes,
        Optional<Path> place,
        ExistingFiles existing) {

    public RecoveryPlan {
        selection = List.copyOf(selection);
        excludes = List.copyOf(excludes);
    }

    /** Whether an item is part of the plan. */
    public boolean covers(ItemPath path) {
        return (selection.isEmpty() || selection.stream().anyMatch(path::startsWith))
                && excludes.stream().noneMatch(path::startsWith);
    }

    /** Whether something that the plan covers may lie below this path. */
    public boolean leadsTo(ItemPath path) {
        return selection.isEmpty() || selection.stream().anyMatch(chosen -> chosen.startsWith(path));
    }

    /** From when. */
    public sealed interface Moment {

        /** The newest restorable session. */
        record Latest() implements Moment {
        }

        /** This very session. */
        record Of(SessionId session) implements Moment {
        }

        /**
         * The session that started nearest to a time.
         *
         * @param time the time
         * @param search what to do where no session started at or before it
         */
        record At(Instant time, Search search) implements Moment {
        }
    }

    /** Which session fits a time. */
    public enum Search {
        /** The one whose start is nearest, before or after. */
        CLOSEST_TO_REQUESTED,
        /** The last one at or before the time; the oldest where there is none. */
        OLDEST_IF_REQUESTED_NOT_FOUND
    }

    /** What happens to a file that is there already. */
    public enum ExistingFiles {
        OVERWRITE, SKIP
    }
}
