package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import org.backupmanager.content.Piece;
import org.backupmanager.engine.internal.run.ItemList;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.RestoreLine;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.source.Item;
import org.backupmanager.source.RestoreTarget;

/**
 * One restore session, the mirror of a backup: walk the tree and make the folders, read each cabinet once and write the
 * files as their slices come, then
 * further names of files, then the attributes of folders.
 */
public final class RestoreRun {

    private final Depot depot;
    private final RestoreTask task;
    private final RunProgress progress;
    private final InstantSource clock;
    private final TreeReader tree;
    private final ItemTroubles troubles;
    /** Files with several names: where in the list of files the first name of each group stands. */
    private final Map<Long, Integer> groups = new HashMap<>();
    /** The same for what has no content, such as symbolic links, which exists as soon as it is met. */
    private final Map<Long, Item> specials = new HashMap<>();
    private long toWrite;

    public RestoreRun(Depot depot, RestoreTask task, RunProgress progress, TroubleLog troubles, InstantSource clock) {
        this.depot = depot;
        this.task = task;
        this.progress = progress;
        this.clock = clock;
        this.troubles = new ItemTroubles(troubles,
                task.plan().place().map(Object::toString).orElse("the original place"));
        tree = new TreeReader(depot);
    }

    /** Runs the restore; the report is final and in the register. */
    public SessionReport run() throws BackupException, InterruptedException {
        progress.stage(Stage.SCANNING);
        try (RestoreTarget target = task.source().target(task.plan().place(), task.plan().existing());
                var folders = new ItemList(task.scratch());
                var files = new ItemList(task.scratch());
                var links = new ItemList(task.scratch())) {
            var slices = new SlicePlan();
            tree.walk(task.from().id(), (item, content) ->
                    prepare(target, new Lists(folders, files, links), slices, item, content));
            slices.arrange();
            RoomCheck.check(task.plan().place(), toWrite);
            progress.stage(Stage.PROCESSING);
            write(target, slices, files);
            link(target, files, links);
            finish(target, folders);
            progress.stage(Stage.COMMITTING);
            return report();
        }
    }

    private void write(RestoreTarget target, SlicePlan slices, ItemList files) throws BackupException,
            InterruptedException {
        try (var feed = new RestoreFiles(depot, slices, files, target, progress, troubles)) {
            feed.completeEmpty();
            new RestoreLine(depot.vault(), depot.storage(), progress::checkCancelled).run(feed, threads());
        }
    }

    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    /** Where items go until it is their turn. */
    private record Lists(ItemList folders, ItemList files, ItemList links) {
    }

    private boolean prepare(RestoreTarget target, Lists lists, SlicePlan slices, Item item, Content content)
            throws BackupException {
        progress.checkCancelled();
        boolean covered = task.plan().covers(item.path());
        if (item.attributes().kind() == ItemKind.DIRECTORY) {
            return (covered || task.plan().leadsTo(item.path())) && folder(target, lists.folders, item, covered);
        }
        if (covered) {
            progress.selected(item.attributes().size());
            progress.expect(Work.ITEMS, 1);
            try {
                if (!target.wants(item)) {
                    progress.done(Work.ITEMS, 1);
                } else if (item.attributes().kind().hasContent()) {
                    file(lists, slices, item, content);
                } else {
                    special(target, item);
                    processed(0);
                }
            } catch (IOException e) {
                troubles.add(item, e);
                progress.done(Work.ITEMS, 1);
            }
        }
        return false;
    }

    /** Folders on the way to what is wanted keep the attributes they have where they came from. */
    private boolean folder(RestoreTarget target, ItemList folders, Item item, boolean covered) throws BackupException {
        try {
            target.folder(item);
            if (covered || task.plan().place().isPresent()) {
                folders.add(item, 0);
            }
            if (covered) {
                progress.selected(0);
                progress.processed(0);
            }
            return true;
        } catch (IOException e) {
            troubles.add(item, e);
            return false;
        }
    }

    private void file(Lists lists, SlicePlan slices, Item item, Content content) throws BackupException {
        ItemAttributes attributes = item.attributes();
        long group = attributes.identity().linkGroup();
        Integer first = group == 0 ? null : groups.get(group);
        if (first != null) {
            lists.links.add(item, first);
            return;
        }
        int place = lists.files.add(item, content.length());
        if (group != 0) {
            groups.put(group, place);
        }
        progress.expect(Work.BYTES, content.length());
        long offset = 0;
        for (Piece piece : tree.pieces(content)) {
            if (!piece.isHole()) {
                SliceLocation location = depot.find(piece.slice()).orElse(RestoreFiles.NOWHERE);
                slices.add(location, place, offset);
                toWrite += piece.length();
            }
            offset += piece.length();
        }
    }

    private void special(RestoreTarget target, Item item) throws IOException {
        long group = item.attributes().identity().linkGroup();
        Item first = group == 0 ? null : specials.putIfAbsent(group, item);
        if (first == null) {
            target.special(item);
        } else {
            target.link(item, first);
        }
    }

    private void link(RestoreTarget target, ItemList files, ItemList links) throws BackupException {
        for (int i = 0; i < links.size(); i++) {
            progress.checkCancelled();
            var link = links.get(i);
            try {
                target.link(link.item(), files.get((int) link.number()).item());
                processed(0);
            } catch (IOException e) {
                troubles.add(link.item(), e);
                progress.done(Work.ITEMS, 1);
            }
        }
    }

    private void finish(RestoreTarget target, ItemList folders) throws BackupException {
        for (int i = folders.size() - 1; i >= 0; i--) {
            Item folder = folders.get(i).item();
            try {
                target.finish(folder);
            } catch (IOException e) {
                troubles.add(folder, e);
            }
        }
    }

    private void processed(long bytes) {
        progress.processed(bytes);
        progress.done(Work.ITEMS, 1);
    }

    private SessionReport report() throws BackupException {
        troubles.flush();
        State state = progress.totals().errorCount() > 0 ? State.COMPLETED_WITH_ERRORS : State.COMPLETED;
        SessionReport report = task.begun().with(progress.totals()).ended(state, clock.instant());
        depot.register().save(report);
        return report;
    }
}
