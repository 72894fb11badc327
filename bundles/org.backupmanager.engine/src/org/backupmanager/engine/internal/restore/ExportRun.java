package org.backupmanager.engine.internal.restore;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.content.Piece;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.archive.Archive;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.RestoreLine;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.source.Item;

/**
 * One export session: the items of a session go to an archive in the order of the tree. Their slices are read ahead,
 * {@value #WINDOW} bytes at a time, so memory does not grow with files or their number (but for 100 bytes a file with
 * several names). A file that lacks a slice is left out and named; one larger than a window has begun then, which ends
 * the export.
 */
public final class ExportRun {

    static final long WINDOW = 64 << 20;
    private static final int MOST_ITEMS = 4096;

    private final Depot depot;
    private final ExportTask task;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final TreeReader tree;
    private final Archive archive;
    private final List<Step> steps = new ArrayList<>();
    /** Files with several names: the first name of each that is in the archive, or will be. */
    private final Map<Long, ItemPath> groups = new HashMap<>();
    private ExportWindow window;

    public ExportRun(Depot depot, ExportTask task, RunProgress progress, TroubleLog troubles) {
        this.depot = depot;
        this.task = task;
        this.progress = progress;
        this.troubles = troubles;
        tree = new TreeReader(depot);
        archive = Archive.to(task.out(), task.format());
        window = new ExportWindow(depot, progress::sent);
    }

    /** An item that waits for its slices, which begin at a place of the window. */
    private record Step(Item item, List<Piece> pieces, int first) {
    }

    /** What is done when the archive is whole. */
    @FunctionalInterface
    public interface Publication {
        void publish() throws IOException;
    }

    /** Runs the export; the report is final and in the register. */
    public SessionReport run(InstantSource clock, Publication whole) throws BackupException, InterruptedException {
        progress.stage(Stage.PROCESSING);
        try (archive) {
            tree.walk(task.from().id(), this::visit);
            writeSteps();
            archive.finish();
            progress.stage(Stage.COMMITTING);
            whole.publish();
        } catch (Interrupted interrupted) {
            throw interrupted.cause;
        } catch (IOException e) {
            throw failed(e);
        }
        troubles.flush();
        State state = progress.totals().errorCount() > 0 ? State.COMPLETED_WITH_ERRORS : State.COMPLETED;
        SessionReport report = task.begun().with(progress.totals()).ended(state, clock.instant());
        depot.register().save(report);
        return report;
    }

    /** Carries an interruption through the walk. */
    private static final class Interrupted extends BackupException {
        private static final long serialVersionUID = 1L;
        private final transient InterruptedException cause;

        Interrupted(InterruptedException cause) {
            super(Code.CANCELLED);
            this.cause = cause;
        }
    }

    private BackupException failed(IOException e) {
        return new BackupException(Code.TARGET_FAILED, task.place(), e.getMessage()).because(e);
    }

    private boolean visit(Item item, Content content) throws BackupException {
        progress.checkCancelled();
        boolean covered = task.plan().covers(item.path());
        boolean folder = item.attributes().kind() == ItemKind.DIRECTORY;
        boolean leads = folder && (covered || task.plan().leadsTo(item.path()));
        if (covered || leads && task.plan().choices().masks().isEmpty()) {
            progress.selected(item.attributes().size());
            progress.expect(Work.ITEMS, 1);
            try {
                take(item, content);
            } catch (IOException e) {
                throw failed(e);
            } catch (InterruptedException e) {
                throw new Interrupted(e);
            }
        }
        return leads;
    }

    private void take(Item item, Content content) throws BackupException, IOException, InterruptedException {
        long group = item.attributes().identity().linkGroup();
        boolean another = archive.holdsLinks() && group != 0 && groups.putIfAbsent(group, item.path()) != null;
        if (another || !item.attributes().kind().hasContent()) {
            plan(new Step(item, List.of(), 0), 0);
            return;
        }
        List<Piece> pieces = tree.pieces(content);
        progress.expect(Work.BYTES, content.length());
        long bytes = pieces.stream().filter(piece -> !piece.isHole()).mapToLong(Piece::length).sum();
        if (bytes > WINDOW) {
            writeSteps();
            writeLarge(item, pieces);
        } else {
            plan(new Step(item, pieces, 0), bytes);
        }
    }

    private void plan(Step step, long bytes) throws BackupException, IOException, InterruptedException {
        if (window.bytes() + bytes > WINDOW || steps.size() == MOST_ITEMS) {
            writeSteps();
        }
        int first = -1;
        for (Piece piece : step.pieces) {
            if (!piece.isHole()) {
                int place = window.add(piece);
                first = first < 0 ? place : first;
            }
        }
        steps.add(new Step(step.item, step.pieces, Math.max(0, first)));
    }

    private void writeSteps() throws BackupException, IOException, InterruptedException {
        read();
        for (Step step : steps) {
            progress.checkCancelled();
            write(step);
            progress.done(Work.ITEMS, 1);
        }
        steps.clear();
        window = new ExportWindow(depot, progress::sent);
    }

    private void read() throws BackupException, InterruptedException {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        new RestoreLine(depot.vault(), depot.storage(), progress::checkCancelled).run(window.ready(), threads);
    }

    private void write(Step step) throws BackupException, IOException {
        Item item = step.item;
        ItemKind kind = item.attributes().kind();
        long group = item.attributes().identity().linkGroup();
        if (!archive.holds(kind)) {
            troubles.add(item.path(), Code.ITEM_UNWRITABLE, Severity.WARNING, Messages.text("export.kind"));
        } else if (archive.holdsLinks() && group != 0 && !item.path().equals(groups.get(group))) {
            link(item, group);
        } else if (!kind.hasContent()) {
            archive.add(item);
            progress.processed(0);
        } else {
            file(step, group);
        }
    }

    private void link(Item item, long group) throws IOException {
        Optional<ItemPath> first = Optional.ofNullable(groups.get(group));
        if (first.isPresent()) {
            archive.link(item, first.get());
            progress.processed(0);
        } else {
            troubles.add(item.path(), Code.ITEM_UNWRITABLE, Severity.ERROR, Messages.text("export.firstLost"));
        }
    }

    private void file(Step step, long group) throws BackupException, IOException {
        int slices = (int) step.pieces.stream().filter(piece -> !piece.isHole()).count();
        Optional<BackupException> loss = window.loss(step.first, step.first + slices);
        if (loss.isPresent()) {
            groups.remove(group);
            troubles.add(step.item.path(), Code.ITEM_DAMAGED, Severity.ERROR, "?", loss.get().getMessage());
            return;
        }
        archive.begin(step.item, step.pieces);
        int next = step.first;
        long length = 0;
        for (Piece piece : step.pieces) {
            next = write(piece, next);
            length += piece.length();
        }
        archive.end();
        progress.processed(length);
    }

    /** Writes what the window has of it; returns the place of the next slice. */
    private int write(Piece piece, int place) throws BackupException, IOException {
        progress.done(Work.BYTES, piece.length());
        if (piece.isHole()) {
            archive.hole(piece.length());
            return place;
        }
        byte[] slice = window.take(place);
        archive.write(slice, slice.length);
        return place + 1;
    }

    private void writeLarge(Item item, List<Piece> pieces) throws BackupException, IOException, InterruptedException {
        archive.begin(item, pieces);
        long length = 0;
        int from = 0;
        while (from < pieces.size()) {
            window = new ExportWindow(depot, progress::sent);
            int to = from;
            while (to < pieces.size() && (to == from || window.bytes() + pieces.get(to).length() <= WINDOW
                    || pieces.get(to).isHole())) {
                if (!pieces.get(to).isHole()) {
                    window.add(pieces.get(to));
                }
                to++;
            }
            read();
            writePart(item, pieces.subList(from, to));
            length += pieces.subList(from, to).stream().mapToLong(Piece::length).sum();
            from = to;
        }
        archive.end();
        window = new ExportWindow(depot, progress::sent);
        progress.processed(length);
        progress.done(Work.ITEMS, 1);
    }

    private void writePart(Item item, List<Piece> pieces) throws BackupException, IOException {
        int next = 0;
        for (Piece piece : pieces) {
            progress.checkCancelled();
            try {
                next = write(piece, next);
            } catch (BackupException lost) {
                throw lost.code() != Code.OBJECT_DAMAGED && lost.code() != Code.OBJECT_MISSING ? lost
                        : new BackupException(Code.TARGET_FAILED, task.place(),
                                Messages.text("export.largeLost", item.path(), lost.getMessage())).because(lost);
            }
        }
    }
}
