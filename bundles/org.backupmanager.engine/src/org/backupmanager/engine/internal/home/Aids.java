package org.backupmanager.engine.internal.home;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.source.FreezeContext.Aid;

/**
 * What a data source may use in a backup.
 *
 * @param allowed by the settings
 * @param memory where it remembers things until the next backup; empty where nothing is kept
 */
public record Aids(Set<Aid> allowed, Optional<Path> memory) {

    /** Nothing but reading. */
    public static final Aids NONE = new Aids(Set.of(), Optional.empty());

    public Aids {
        allowed = Set.copyOf(allowed);
    }
}
