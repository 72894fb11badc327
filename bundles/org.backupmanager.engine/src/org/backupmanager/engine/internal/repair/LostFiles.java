package org.backupmanager.engine.internal.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.EngineSettings;
import org.backupmanager.engine.internal.repair.RepairTask.Origin;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.pipeline.BackupFeed;
import org.backupmanager.pipeline.BackupLine;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.ContentReading;
import org.backupmanager.pipeline.LineSettings;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;

/** Reads files again of which something is lost; what cannot be read stays lost, and is told as such by others. */
final class LostFiles {

    private final Depot depot;
    private final EngineSettings settings;
    private final RunProgress progress;
    private final SecureRandom chance;

    LostFiles(Depot depot, EngineSettings settings, RunProgress progress, SecureRandom chance) {
        this.depot = depot;
        this.settings = settings;
        this.progress = progress;
        this.chance = chance;
    }

    /** Reads those of the paths that are selected now, and stores what of them the store wants. */
    void read(Origin origin, Collection<ItemPath> paths, RereadStore store)
            throws BackupException, InterruptedException {
        ItemPath[] chosen = paths.stream().filter(path -> origin.selection().test(path)).toArray(ItemPath[]::new);
        if (chosen.length == 0) {
            return;
        }
        progress.note(Messages.text("repair.reading", chosen.length));
        var line = new LineSettings(settings.readers(), 2, settings.connections(), settings.compressionLevel(),
                settings.cabinetSize(), settings.verifyCompressed());
        try (SourceView view = origin.source().freeze(Selection.of(chosen), new Quiet(origin.ownFolders(), progress));
                var backup = new BackupLine(depot.vault(), line, store, progress::checkCancelled, chance)) {
            backup.run(new Feed(view, files(view)));
            backup.flush(progress::endIfCancelled);
        } catch (UncheckedIOException gone) {
            progress.checkCancelled();
            throw new BackupException(Code.SOURCE_UNAVAILABLE, origin.source().label(), gone.getMessage())
                    .because(gone);
        }
    }

    private List<Item> files(SourceView view) throws BackupException {
        List<Item> files = new ArrayList<>();
        for (Iterator<Item> items = view.items(); items.hasNext();) {
            progress.checkCancelled();
            Item item = items.next();
            if (item.attributes().kind().hasContent()) {
                files.add(item);
            }
        }
        return files;
    }

    /** Items that cannot be looked at are lost as before. */
    private record Quiet(List<Path> ownFolders, Progress progress) implements FreezeContext {
        @Override
        public void trouble(ItemPath path, Code code, Object... arguments) {
            // what stays lost is told by the check of the trees
        }
    }

    private static final class Feed implements BackupFeed {

        private final SourceView view;
        private final ConcurrentLinkedQueue<Item> items;

        Feed(SourceView view, List<Item> items) {
            this.view = view;
            this.items = new ConcurrentLinkedQueue<>(items);
        }

        @Override
        public Optional<Work> next() {
            Optional<Item> next = Optional.ofNullable(items.poll());
            return next.map(item -> new Work(0, item.attributes().size(), () -> new Reading(view.open(item))));
        }

        @Override
        public void stored(long ticket, Content content, boolean changed) {
            // its slices are what counts, and the store has them
        }

        @Override
        public void failed(long ticket, IOException cause) {
            // it stays lost, and is told by the check of the trees
        }
    }

    private record Reading(ItemContent content) implements ContentReading {

        @Override
        public int read(byte[] target, int from, int to) throws IOException {
            return content.read(ByteBuffer.wrap(target, from, to - from));
        }

        @Override
        public long skipHole() throws IOException {
            return content.skipHole();
        }

        @Override
        public boolean changed() throws IOException {
            return content.changed();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
