package org.backupmanager.engine.internal.backup;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

import org.backupmanager.engine.internal.home.ChosenItems;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.SourceView;

/** Counts what a selection holds by scanning it as a backup does, without comparing or reading anything. */
public final class SelectionSize {

    private static final int CHECK_EVERY = 256;

    private final DataSource source;
    private final FreezeContext context;
    private final Progress progress;

    /** @param ownFolders of the product, which are not counted */
    public SelectionSize(DataSource source, List<Path> ownFolders, Progress progress) {
        this.source = source;
        this.progress = progress;
        this.context = new FreezeContext() {
            @Override
            public List<Path> ownFolders() {
                return ownFolders;
            }

            @Override
            public void trouble(ItemPath path, Code code, Object... arguments) {
                // the backup tells it, when it matters
            }

            @Override
            public Progress progress() {
                return progress;
            }
        };
    }

    /** Counts this. */
    public Device.Content of(Selection selection) throws BackupException {
        long files = 0;
        long bytes = 0;
        try (SourceView view = source.freeze(selection.toScan(), context)) {
            Iterator<Item> items = ChosenItems.of(view.items(), selection, folder -> false,
                    progress::checkCancelled);
            for (int n = 0; items.hasNext(); n++) {
                if (n % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                }
                Item item = items.next();
                if (item.attributes().kind().hasContent()) {
                    files++;
                    bytes += item.attributes().size();
                    progress.done(Work.ITEMS, 1);
                    progress.done(Work.BYTES, item.attributes().size());
                }
            }
        } catch (UncheckedIOException e) {
            progress.checkCancelled();
            throw new BackupException(Code.SOURCE_UNAVAILABLE, source.label(), e.getCause().getMessage()).because(e);
        }
        return new Device.Content(files, bytes);
    }
}
