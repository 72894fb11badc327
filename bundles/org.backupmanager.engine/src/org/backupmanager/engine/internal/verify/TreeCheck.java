package org.backupmanager.engine.internal.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.stored.Damages.Wound;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.FrameRanges;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress.Work;

/**
 * Walks the trees of all restorable sessions and looks for each slice that they need. A folder that is the same in many
 * sessions is walked once, if nothing below it is lost; so the cost is that of what ever changed, and memory holds 32
 * bytes and what a set takes for each distinct folder. Where something is lost, each session is walked there, to name
 * what cannot be restored from it.
 */
public final class TreeCheck {

    private final Depot depot;
    private final RunProgress progress;
    private final Losses losses;
    private final RecordStore records;
    private final TroubleLog troubles;
    /** Folders with nothing lost below them, by all that their records consist of. */
    private final Set<SliceId> sound = new HashSet<>();

    public TreeCheck(Depot depot, RunProgress progress, TroubleLog troubles) {
        this.depot = depot;
        this.progress = progress;
        this.troubles = troubles;
        losses = new Losses();
        records = new RecordStore(depot);
    }

    /** Walks all; what is lost is told as troubles. */
    public void run() throws BackupException {
        List<SessionId> sessions = depot.register().sessions().reversed().stream()
                .filter(report -> report.type() == SessionReport.Type.BACKUP && report.state().isRestorable())
                .map(SessionReport::id).toList();
        progress.expect(Work.ITEMS, sessions.size());
        for (SessionId session : sessions) {
            Optional<Content> tree = TreeReader.tree(depot, session);
            if (tree.isPresent()) {
                walk(new Place(session, ItemPath.ROOT, true), tree.get());
            }
            progress.done(Work.ITEMS, 1);
        }
        losses.tell(troubles);
    }

    /** Where the walk is; the top record has one entry without a name, which is the root itself. */
    private record Place(SessionId session, ItemPath path, boolean top) {
        Place child(byte[] name) {
            return new Place(session, top ? path : path.child(name), false);
        }
    }

    /** Walks a folder; whether nothing is lost in it. */
    private boolean walk(Place place, Content record) throws BackupException {
        progress.checkCancelled();
        SliceId key = key(record);
        if (sound.contains(key)) {
            return true;
        }
        boolean whole = !isLost(place, record);
        EntryReader entries;
        try {
            entries = records.entries(record);
        } catch (BackupException unreadable) {
            if (unreadable.code() != Code.OBJECT_DAMAGED && unreadable.code() != Code.OBJECT_MISSING) {
                throw unreadable;
            }
            if (whole) {
                losses.add(place.path, place.session, unreadable.getMessage());
            }
            return false;
        }
        while (entries.next()) {
            Place child = place.child(entries.name());
            boolean folder = entries.attributes().kind() == ItemKind.DIRECTORY;
            whole &= folder ? walk(child, entries.content()) : !isLost(child, entries.content());
        }
        if (whole) {
            sound.add(key);
        }
        return whole;
    }

    /** Ids are keyed hashes: what is folded out of them differs where any of them does. */
    private static SliceId key(Content record) {
        long a = record.depth();
        long b = 0;
        long c = 0;
        long d = record.length();
        for (Piece piece : record.pieces()) {
            a = Long.rotateLeft(a, 1) ^ piece.slice().a();
            b = Long.rotateLeft(b, 1) ^ piece.slice().b();
            c = Long.rotateLeft(c, 1) ^ piece.slice().c();
            d = Long.rotateLeft(d, 1) ^ piece.slice().d();
        }
        return new SliceId(a, b, c, d);
    }

    private boolean isLost(Place place, Content content) throws BackupException {
        if (!records.lacksSlices(content)) {
            return false;
        }
        losses.add(place.path, place.session, cause(content));
        return true;
    }

    private String cause(Content content) throws BackupException {
        Optional<SliceId> lost = lost(content.pieces());
        if (lost.isEmpty()) {
            lost = lost(records.pieces(content));
        }
        return lost.isPresent() ? cause(lost.get()) : "";
    }

    private Optional<SliceId> lost(List<Piece> pieces) {
        return pieces.stream().filter(piece -> !piece.isHole() && depot.findSound(piece.slice()).isEmpty())
                .map(Piece::slice).findFirst();
    }

    private String cause(SliceId slice) throws BackupException {
        Optional<SliceLocation> location = depot.register().find(slice);
        Optional<Wound> wound = location.flatMap(at -> depot.damages().of(at.cabinet()));
        if (wound.isEmpty()) {
            return Messages.text("verify.nowhere");
        }
        String cabinet = wound.get().cabinet().hex();
        if (wound.get().missing()) {
            return Messages.text("verify.missing", cabinet);
        }
        CabinetLayout layout = CabinetLayout.of(depot.register().cabinet(location.get().cabinet()));
        return Messages.text("verify.frame", cabinet, layout.frameOf(location.get().ordinal()));
    }
}
