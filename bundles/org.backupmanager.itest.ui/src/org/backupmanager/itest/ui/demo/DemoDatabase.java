package org.backupmanager.itest.ui.demo;

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

/** A data source that cannot be used here. */
final class DemoDatabase implements DataSource {

    private static final String REASON = "No MySQL server found on this machine.";

    @Override
    public String id() {
        return "MySql";
    }

    @Override
    public String label() {
        return "MySQL";
    }

    @Override
    public String description() {
        return "Protects databases of a MySQL server, each consistent in itself.";
    }

    @Override
    public Availability availability() {
        return Availability.because(REASON);
    }

    @Override
    public Overlap overlap() {
        return Overlap.SKIPS;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) {
        return List.of();
    }

    @Override
    public ItemPath parse(String text) {
        return ItemPath.parse(text);
    }

    @Override
    public String show(ItemPath path) {
        return path.toString();
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) throws BackupException {
        throw new BackupException(Code.SOURCE_UNAVAILABLE, label(), REASON);
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        throw new BackupException(Code.SOURCE_UNAVAILABLE, label(), REASON);
    }
}
