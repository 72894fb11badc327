package org.backupmanager.engine.internal.repair;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.parity.ParityGroups;
import org.backupmanager.engine.internal.parity.ParityScheme;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.source.DataSource;
import org.backupmanager.storage.StorageTransport;

/**
 * One repair to run.
 *
 * @param begun its report, as it began
 * @param apply whether to do it, or to show only what would be done
 * @param copy a second copy of the storage; closed by the run
 * @param groups of parity
 * @param scheme of new groups
 * @param origins where files may be read again
 * @param settings for reading them
 * @param scratch folder for temporary files
 * @param home that remembers what was verified
 */
public record RepairTask(SessionReport begun, boolean apply, Optional<StorageTransport> copy, ParityGroups groups,
        Optional<ParityScheme> scheme, List<Origin> origins, EngineSettings settings, Path scratch,
        Home home) {

    /**
     * A data source with what is selected of it now.
     *
     * @param source it
     * @param selection of it
     * @param ownFolders of the product, which are never read
     */
    public record Origin(DataSource source, Selection selection, List<Path> ownFolders) {
    }
}
