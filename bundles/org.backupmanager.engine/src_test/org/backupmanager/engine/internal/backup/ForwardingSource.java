package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

/** A source that is another one but for what it changes. */
public interface ForwardingSource extends DataSource {

    DataSource inner();

    @Override
    default String id() {
        return inner().id();
    }

    @Override
    default String label() {
        return inner().label();
    }

    @Override
    default String description() {
        return inner().description();
    }

    @Override
    default Availability availability() {
        return inner().availability();
    }

    @Override
    default Overlap overlap() {
        return inner().overlap();
    }

    @Override
    default List<Selectable> browse(ItemPath parent) throws BackupException {
        return inner().browse(parent);
    }

    @Override
    default ItemPath parse(String text) throws BackupException {
        return inner().parse(text);
    }

    @Override
    default String show(ItemPath path) {
        return inner().show(path);
    }

    @Override
    default SourceView freeze(Selection selection, FreezeContext context) throws BackupException {
        return inner().freeze(selection, context);
    }

    @Override
    default RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        return inner().target(place, existing);
    }
}
