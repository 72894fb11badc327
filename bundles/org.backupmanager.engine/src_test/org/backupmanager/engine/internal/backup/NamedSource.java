package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.testkit.FakeSource;

/** One of several fake sources, told apart by its id; nothing can be restored to the folder {@code /forbidden}. */
public record NamedSource(String id, FakeSource source, Overlap overlap) implements ForwardingSource {

    public NamedSource(String id) {
        this(id, Overlap.MERGES);
    }

    public NamedSource(String id, Overlap overlap) {
        this(id, new FakeSource(), overlap);
    }

    @Override
    public DataSource inner() {
        return source;
    }

    @Override
    public String label() {
        return "The " + id;
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        if (place.equals(Optional.of(Path.of("/forbidden")))) {
            throw new BackupException(Code.TARGET_DENIED, "/forbidden", "access is denied");
        }
        return source.target(place, existing);
    }
}
