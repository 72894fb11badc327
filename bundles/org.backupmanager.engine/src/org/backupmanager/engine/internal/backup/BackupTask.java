package org.backupmanager.engine.internal.backup;

import java.nio.file.Path;
import java.util.List;

import org.backupmanager.engine.internal.home.Aids;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.source.DataSource;

/**
 * One backup session to run.
 *
 * @param begun its report as it was saved to the register: in process, nothing counted
 * @param source what is backed up
 * @param selection what was chosen of it, the exclusion masks included
 * @param ownFolders of the product, never part of a backup
 * @param scratch a folder of this device that is there, for temporary files
 * @param doubt about slices of earlier sessions
 * @param settings to obey
 * @param aids that the source may use
 */
public record BackupTask(SessionReport begun, DataSource source, Selection selection, List<Path> ownFolders,
        Path scratch,
        Doubt doubt, EngineSettings settings, Aids aids) {

    public BackupTask {
        ownFolders = List.copyOf(ownFolders);
    }

    /** A backup whose source does nothing but read. */
    public BackupTask(SessionReport begun, DataSource source, Selection selection, List<Path> ownFolders,
            Path scratch, Doubt doubt, EngineSettings settings) {
        this(begun, source, selection, ownFolders, scratch, doubt, settings, Aids.NONE);
    }
}
