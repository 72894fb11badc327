package org.backupmanager.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
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
 * @param choices what else was chosen
 */
public record RecoveryPlan(String source, Moment moment, List<ItemPath> selection, List<ItemPath> excludes,
        Optional<Path> place, ExistingFiles existing, Choices choices) {

    public RecoveryPlan {
        selection = List.copyOf(selection);
        excludes = List.copyOf(excludes);
    }

    /** A plan without further choices. */
    public RecoveryPlan(String source, Moment moment, List<ItemPath> selection, List<ItemPath> excludes,
            Optional<Path> place, ExistingFiles existing) {
        this(source, moment, selection, excludes, place, existing, Choices.NONE);
    }

    /** This plan with other choices. */
    public RecoveryPlan with(Choices chosen) {
        return new RecoveryPlan(source, moment, selection, excludes, place, existing, chosen);
    }

    /** Whether an item is part of the plan. */
    public boolean covers(ItemPath path) {
        return isChosen(path) && isNotExcluded(path) && choices.fits(path);
    }

    /** Whether what it replaces is to be kept. */
    public boolean keepsReplaced() {
        return choices.undoable() && place.isEmpty() && existing != ExistingFiles.SKIP && !choices.suffix();
    }

    /** Whether something that the plan covers may lie below this path. */
    public boolean leadsTo(ItemPath path) {
        boolean onTheWay = selection.isEmpty() || selection.stream().anyMatch(chosen -> chosen.startsWith(path));
        return isNotExcluded(path) && (onTheWay || !choices.masks().isEmpty() && isChosen(path));
    }

    private boolean isChosen(ItemPath path) {
        return selection.isEmpty() || selection.stream().anyMatch(path::startsWith);
    }

    private boolean isNotExcluded(ItemPath path) {
        return excludes.stream().noneMatch(path::startsWith);
    }

    /**
     * What a person may choose besides.
     *
     * @param masks only items that fit one of these, with all that is below them; empty for all
     * @param outdated how to find files that need not be written again; empty to write all of them
     * @param suffix whether an item whose name is taken is written beside what is there, under a name with a suffix;
     *        then nothing is overwritten, whatever the plan says of existing files
     * @param undoable whether a restore to where things came from keeps what it replaces, so that it can be undone;
     *        where the data source can do that
     */
    public record Choices(List<Mask> masks, Optional<OutdatedFiles> outdated, boolean suffix, boolean undoable) {

        /** Nothing of it. */
        public static final Choices NONE = new Choices(List.of(), Optional.empty(), false, false);

        public Choices {
            masks = List.copyOf(masks);
        }

        /** Choices of a restore that cannot be undone. */
        public Choices(List<Mask> masks, Optional<OutdatedFiles> outdated, boolean suffix) {
            this(masks, outdated, suffix, false);
        }

        private boolean fits(ItemPath path) {
            if (masks.isEmpty()) {
                return true;
            }
            ItemPath step = path;
            while (!step.isRoot() && !isMasked(step)) {
                step = step.parent();
            }
            return !step.isRoot();
        }

        private boolean isMasked(ItemPath path) {
            return masks.stream().anyMatch(mask -> mask.matches(path));
        }
    }

    /** Which of the files that are there already are looked into; what holds the right content is not written again. */
    public enum OutdatedFiles {
        /** Every file: its content is compared with that of the session. */
        CHECK_ALL,
        /** Those whose size or time of change is not that of the session; all others count as right. */
        CHECK_OUTDATED_ONLY
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
        OVERWRITE, SKIP,
        /**
         * Replaced unless it was changed after the item was; data sources open their target as for {@link #OVERWRITE},
         * and are asked for {@code RestoreTarget.isNewer}.
         */
        OVERWRITE_OLDER
    }
}
