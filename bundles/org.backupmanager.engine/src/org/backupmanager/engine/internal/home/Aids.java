package org.backupmanager.engine.internal.home;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.backupmanager.source.FreezeContext.Aid;

/**
 * What a data source may use in a backup.
 *
 * @param allowed by the settings
 * @param memory where the source remembers things until the next backup; empty where nothing is kept
 * @param hints where the engine remembers what it needs to compare hints; empty where it does without
 * @param fullScanDays days after which hints are compared with what is really there; 0 for each time
 * @param mistrust what is done when a hint was wrong: it is not allowed any more
 */
public record Aids(Set<Aid> allowed, Optional<Path> memory, Optional<Path> hints, int fullScanDays,
        Consumer<Aid> mistrust) {

    /** Nothing but reading. */
    public static final Aids NONE = new Aids(Set.of(), Optional.empty(), Optional.empty(), 0, aid -> { });

    public Aids {
        allowed = Set.copyOf(allowed);
    }
}
