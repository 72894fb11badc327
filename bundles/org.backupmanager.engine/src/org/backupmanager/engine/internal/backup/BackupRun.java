package org.backupmanager.engine.internal.backup;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.hints.FolderHints;
import org.backupmanager.engine.internal.hints.MaskUse;
import org.backupmanager.engine.internal.hints.SessionHints;
import org.backupmanager.engine.internal.home.ChosenItems;
import org.backupmanager.engine.internal.home.SelectionWatch;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.run.Turn;
import org.backupmanager.engine.internal.stored.Attendance.Stay;
import org.backupmanager.engine.internal.stored.Contents;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.PurgedList.Gravestone;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.engine.internal.stored.RegisterPart;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.Content;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.Item;
import org.backupmanager.source.SourceView;
import org.backupmanager.storage.ObjectName;

/**
 * One backup session, from top to bottom: freeze, scan and compare, process what is new, store the tree, commit. The
 * session root in the storage is the only commit point: whatever ends the run before leaves cabinets that the next run
 * finds, and no session.
 */
public final class BackupRun {

    private final Depot depot;
    private final BackupTask task;
    private final RunProgress progress;
    private final TroubleLog troubles;
    private final InstantSource clock;
    private final SecureRandom chance;
    private final SharedLines lines;
    private final MaskUse masks;
    private SessionHints hints;
    private final BackupContext context;

    /**
     * @param depot where it goes
     * @param task what is to be done
     * @param progress of the session, and its gate
     * @param troubles of the session
     * @param surroundings what it shares with other sessions of the device
     */
    public BackupRun(Depot depot, BackupTask task, RunProgress progress, TroubleLog troubles,
            Surroundings surroundings) {
        this.depot = depot;
        this.task = task;
        this.masks = new MaskUse(task.selection().masks());
        this.progress = progress;
        this.troubles = troubles;
        this.clock = surroundings.clock();
        this.chance = surroundings.chance();
        this.lines = surroundings.lines();
        this.context = new BackupContext(task, progress, troubles, masks);
    }

    /**
     * What sessions of one device share.
     *
     * @param lines that they work in
     * @param clock that dates troubles and ends
     * @param chance for keys and choices
     */
    public record Surroundings(SharedLines lines, InstantSource clock, SecureRandom chance) {
    }

    /**
     * Runs and commits the session; the report is final.
     *
     * @param turn asked when the scan is complete
     */
    public SessionReport run(Turn turn) throws BackupException, InterruptedException {
        progress.stage(Stage.SCANNING);
        // What changes from here on may be in what is frozen, or not
        Instant before = clock.instant();
        hints = new SessionHints(task.aids(), depot, before, this::hintWrong);
        try (Stay stay = depot.attendance().begin();
                SourceView view = task.source().freeze(task.selection().toScan(), context);
                var log = new ScanLog(task.scratch());
                var queue = new WorkQueue(task.scratch())) {
            Optional<SessionReport> last = sessionBefore();
            Optional<Content> tree = last.isPresent() ? TreeReader.tree(depot, last.get().id()) : Optional.empty();
            boolean inDoubt = last.isPresent() && task.doubt().concerns(last.get().id());
            FolderHints folders = hints.folders(view, task.selection(), last.filter(report -> !inDoubt),
                    lines.memories().take(task.source().id()));
            boolean changed = scan(items(view, folders), log, queue,
                    new ChangeFilter.Base(tree, inDoubt, before, folders));
            progress.stage(Stage.WAITING);
            turn.scanned();
            Processed processed = changed ? process(view, log, queue) : new Processed(tree.get(), List.of());
            SessionReport report = commit(processed, stay);
            hints.committed(report.id(), task.source().id(), folders, lines.memories());
            view.acknowledge();
            return report;
        }
    }

    private Iterator<Item> items(SourceView view, FolderHints folders) throws BackupException {
        return ChosenItems.of(view.items(folder -> {
            boolean closed = folders.isClosed(folder);
            if (closed) {
                masks.passedBy();
            }
            return closed;
        }), task.selection(), folders::isClosed, progress::checkCancelled);
    }

    private boolean scan(Iterator<Item> found, ScanLog log, WorkQueue queue, ChangeFilter.Base base)
            throws BackupException {
        var items = new SelectionWatch(found, task.selection());
        var filter = new ChangeFilter(new RecordStore(depot), log, queue, task.selection(), hints.accelerator(),
                progress);
        try {
            boolean changed = filter.run(items, base);
            hints.scanned(base.folders());
            context.tellMissed(items.missed());
            task.aids().hints().ifPresent(masks::keep);
            queue.sort();
            return changed;
        } catch (UncheckedIOException e) {
            progress.checkCancelled();
            throw new BackupException(Code.SOURCE_UNAVAILABLE, task.source().label(), e.getCause().getMessage())
                    .because(e);
        }
    }

    /** Beside other sessions, where there are any: their queues are merged. */
    private Processed process(SourceView view, ScanLog log, WorkQueue queue)
            throws BackupException, InterruptedException {
        progress.stage(Stage.PROCESSING);
        try (var contents = new Contents(task.scratch(), queue.size());
                var place = lines.join(new QueueShare(task.begun(), queue, view, hints.accelerator(), contents,
                        progress, troubles),
                        task.source().overlap(), task.settings())) {
            place.awaitProcessed();
            Content tree = new TreeAssembly(place.records(), contents, progress::checkCancelled).run(log);
            return new Processed(tree, place.flush());
        }
    }

    /**
     * What a session is to be committed as.
     *
     * @param tree its top record
     * @param cabinets that were stored and that no part of the register holds yet
     */
    private record Processed(Content tree, List<CabinetDirectory> cabinets) {
    }

    /** The newest session of this source that can be restored: what is equal to it is not read again. */
    private Optional<SessionReport> sessionBefore() throws BackupException {
        return depot.register().sessions().stream().filter(report -> report.source().equals(task.source().id())
                && report.type() == SessionReport.Type.BACKUP && report.state().isRestorable()).findFirst();
    }

    /**
     * In this order, so that a session that can be seen is whole: register part, session root, register. One session
     * at a time takes its place in the chain of roots.
     */
    private SessionReport commit(Processed processed, Stay stay) throws BackupException, InterruptedException {
        progress.checkCancelled();
        progress.stage(Stage.COMMITTING);
        troubles.flush();
        for (RegisterPart part : RegisterPart.of(task.begun().id(), processed.cabinets())) {
            put(depot.names().registerPart(part.number()), part.encode(depot.vault(), chance));
        }
        lines.committing().lockInterruptibly();
        try {
            return putRoot(processed.tree(), stay);
        } finally {
            lines.committing().unlock();
        }
    }

    private SessionReport putRoot(Content tree, Stay stay) throws BackupException {
        State state = progress.totals().errorCount() > 0 ? State.COMPLETED_WITH_ERRORS : State.COMPLETED;
        SessionReport report = task.begun().with(progress.totals()).ended(state, clock.instant());
        var root = new SessionRoot(report, RootLink.next(depot.vault(), depot.register()), tree.pieces(), tree.depth(),
                depot.register().troubles(report.id(), SessionRoot.MOST_TROUBLES));
        byte[] object = root.encode(depot.vault(), chance);
        stay.confirm();
        put(depot.names().session(report.id()), object);
        confirm(stay, new Gravestone(report.id(), root.link(), SessionRoot.hash(object)));
        depot.register().commit(report, object);
        return report;
    }

    /**
     * A root that was stored when nobody listened to this home any more may lack what a clean-up has removed; and one
     * whose number stands on a gravestone is hidden.
     */
    private void confirm(Stay stay, Gravestone root) throws BackupException {
        try {
            stay.confirm();
        } catch (BackupException unheard) {
            if (unheard.code() == Code.HOME_OUTDATED) {
                stay.withdraw(root);
                depot.storage().delete(depot.names().session(root.session()));
            }
            throw unheard;
        }
        if (stay.isTaken(root)) {
            depot.storage().delete(depot.names().session(root.session()));
            throw new BackupException(Code.NUMBER_TAKEN, root.session().toString());
        }
    }

    private void put(ObjectName name, byte[] object) throws BackupException {
        try {
            depot.storage().put(name, object);
        } catch (BackupException taken) {
            throw taken.code() == Code.OBJECT_DAMAGED
                    ? new BackupException(Code.NUMBER_TAKEN, task.begun().id().toString()).because(taken) : taken;
        }
        progress.sent(object.length);
    }

    private void hintWrong(ItemPath path, Aid aid) {
        troubles.add(path, Code.HINT_WRONG, Severity.WARNING, Messages.text("hint." + aid), Setting.of(aid).word());
        task.aids().mistrust().accept(aid);
    }
}
