package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.testkit.FakeSource;

/** One of several fake sources, told apart by its id; nothing can be restored to the folder {@code /forbidden}. */
public record NamedSource(String id, FakeSource source, Overlap overlap) implements DataSource {

    public NamedSource(String id) {
        this(id, Overlap.MERGES);
    }

    public NamedSource(String id, Overlap overlap) {
        this(id, new FakeSource(), overlap);
    }

    @Override
    public String label() {
        return "The " + id;
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public Availability availability() {
        return source.availability();
    }

    @Override
    public List<Selectable> browse(ItemPath parent) {
        return source.browse(parent);
    }

    @Override
    public ItemPath parse(String text) {
        return source.parse(text);
    }

    @Override
    public String show(ItemPath path) {
        return source.show(path);
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) {
        return source.freeze(selection, context);
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        if (place.equals(Optional.of(Path.of("/forbidden")))) {
            throw new BackupException(Code.TARGET_DENIED, "/forbidden", "access is denied");
        }
        return source.target(place, existing);
    }
}
