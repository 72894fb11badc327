package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    /** Each keeps some MiB of what it reads. */
    private static final int MOST_THREADS = 16;

    private final Depot depot;
    private final RestoreTask task;
    private final RunProgress progress;
    private final InstantSource clock;
    private final TreeReader tree;
    private final ItemTroubles troubles;
    /** Files with several names: where in the list of files the first name of each group stands. */
    private final Map<Long, Integer> groups = new HashMap<>();
    /** The same for what exists as soon as it is met: what has no content, and files that need not be written. */
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
        try (RestoreTarget target = Placing.target(task);
                var folders = new ItemList(task.scratch());
                var files = new ItemList(task.scratch());
                var links = new ItemList(task.scratch())) {
            var slices = new SlicePlan();
            var placing = new Placing(target, task, depot.vault().hasher(), progress::checkCancelled);
            var lists = new Lists(target, placing, folders, files, links);
            tree.walk(task.from().id(), (item, content) -> prepare(lists, slices, item, content));
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

    private int threads() {
        return task.threads() > 0 ? Math.min(task.threads(), MOST_THREADS)
                : Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    /** Where items go until it is their turn. */
    private record Lists(RestoreTarget target, Placing placing, ItemList folders, ItemList files, ItemList links) {
    }

    private boolean prepare(Lists lists, SlicePlan slices, Item item, Content content)
            throws BackupException {
        progress.checkCancelled();
        boolean covered = task.plan().covers(item.path());
        if (item.attributes().kind() == ItemKind.DIRECTORY) {
            return (covered || task.plan().leadsTo(item.path())) && folder(lists, item, covered);
        }
        if (covered) {
            lists.placing.arrive(item.path(), folder -> make(lists, folder, false));
            progress.selected(item.attributes().size());
            progress.expect(Work.ITEMS, 1);
            try {
                place(lists, slices, item, content);
            } catch (IOException e) {
                troubles.add(item, e);
                progress.done(Work.ITEMS, 1);
            }
        }
        return false;
    }

    private void place(Lists lists, SlicePlan slices, Item item, Content content) throws IOException,
            BackupException {
        if (lists.placing.spares(item)) {
            progress.done(Work.ITEMS, 1);
            return;
        }
        long group = item.attributes().identity().linkGroup();
        boolean file = item.attributes().kind().hasContent();
        boolean linksToStanding = group != 0 && specials.containsKey(group);
        if (file && !linksToStanding && !groups.containsKey(group)) {
            Optional<Item> standing = lists.placing.standing(item, content.length(), () -> tree.pieces(content));
            if (standing.isPresent()) {
                note(group, standing.get());
                return;
            }
        }
        Optional<Item> placed = lists.placing.place(item);
        if (placed.isEmpty()) {
            progress.done(Work.ITEMS, 1);
        } else if (file && !linksToStanding) {
            file(lists, slices, placed.get(), content);
        } else {
            special(lists.target, placed.get());
            processed(0);
        }
    }

    /** The file holds what it should: it stays, and other names of it are linked to it. */
    private void note(long group, Item standing) {
        if (group != 0) {
            specials.put(group, standing);
        }
        progress.done(Work.ITEMS, 1);
    }

    private boolean folder(Lists lists, Item item, boolean covered) throws BackupException {
        if (!covered && lists.placing.postpones(item)) {
            return true;
        }
        lists.placing.arrive(item.path(), folder -> make(lists, folder, false));
        return make(lists, item, covered);
    }

    /** Folders on the way to what is wanted keep the attributes they have where they came from. */
    private boolean make(Lists lists, Item item, boolean covered) throws BackupException {
        try {
            Item placed = lists.placing.folder(item);
            if (covered || task.plan().place().isPresent()) {
                lists.folders.add(placed, 0);
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
            progress.checkCancelled();
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
