package org.backupmanager.engine.internal.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.content.CabinetId;
import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.RunProgress;
import org.backupmanager.engine.internal.stored.Damages.Wound;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.FrameRanges;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.engine.internal.stored.TreeReader;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
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
    private final LossListener listener;
    private final RecordStore records;
    /** Folders with nothing lost below them, by all that their records consist of. */
    private final Set<SliceId> sound = new HashSet<>();

    public TreeCheck(Depot depot, RunProgress progress, LossListener listener) {
        this.depot = depot;
        this.progress = progress;
        this.listener = listener;
        records = new RecordStore(depot);
    }

    /** Hears what is lost, session by session, by rising numbers. */
    public interface LossListener {

        /**
         * An item cannot be restored from a session.
         *
         * @param slice one that is lost of it
         * @param cause why it is
         */
        void lost(SessionReport session, ItemPath path, SliceId slice, Cause cause);

        /** Nobody knows what is in a folder, since its record cannot be read. */
        void unreadable(SessionReport session, ItemPath path, String cause);
    }

    /**
     * Why something is lost.
     *
     * @param cabinet that held it; empty where none is known to
     * @param words for a person
     */
    public record Cause(Optional<CabinetId> cabinet, String words) {
    }

    /** Walks all. */
    public void run() throws BackupException {
        List<SessionReport> sessions = depot.register().sessions().reversed().stream()
                .filter(report -> report.type() == SessionReport.Type.BACKUP && report.state().isRestorable()).toList();
        progress.expect(Work.ITEMS, sessions.size());
        for (SessionReport session : sessions) {
            Optional<Content> tree = TreeReader.tree(depot, session.id());
            if (tree.isPresent()) {
                walk(new Place(session, ItemPath.ROOT, true), tree.get());
            }
            progress.done(Work.ITEMS, 1);
        }
    }

    /** Where the walk is; the top record has one entry without a name, which is the root itself. */
    private record Place(SessionReport session, ItemPath path, boolean top) {
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
            listener.unreadable(place.session, place.path, unreadable.getMessage());
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
        boolean lost = tell(place, content.pieces());
        return lost || content.depth() > 0 && tell(place, records.pieces(content));
    }

    /** Tells each slice that is lost. */
    private boolean tell(Place place, List<Piece> pieces) throws BackupException {
        boolean lost = false;
        for (Piece piece : pieces) {
            if (!piece.isHole() && depot.findUndamaged(piece.slice()).isEmpty()) {
                listener.lost(place.session, place.path, piece.slice(), cause(piece.slice()));
                lost = true;
            }
        }
        return lost;
    }

    private Cause cause(SliceId slice) throws BackupException {
        Optional<SliceLocation> location = depot.register().find(slice);
        Optional<Wound> wound = location.flatMap(at -> depot.damages().of(at.cabinet()));
        if (wound.isEmpty()) {
            return new Cause(Optional.empty(), Messages.text("verify.nowhere"));
        }
        CabinetId cabinet = wound.get().cabinet();
        if (wound.get().missing()) {
            return new Cause(Optional.of(cabinet), Messages.text("verify.missing", cabinet.hex()));
        }
        CabinetLayout layout = CabinetLayout.of(depot.register().cabinet(location.get().cabinet()));
        return new Cause(Optional.of(cabinet),
                Messages.text("verify.frame", cabinet.hex(), layout.frameOf(location.get().ordinal())));
    }
}
