package org.backupmanager.engine.internal.cleanup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.stored.Damages.Wound;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.RecordStore;
import org.backupmanager.engine.internal.stored.SessionRoot;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;

/**
 * Marks every slice that sessions need. A folder that several sessions share is gone through once. A slice is marked
 * where it lies in a cabinet that stays; where there is none such, everywhere: of cabinets that are condemned by
 * several homes at once, each must then see that it is needed. For one thread.
 */
final class NeedWalk {

    private final Depot depot;
    private final Progress progress;
    private final RecordStore records;
    private final SliceHasher hasher;
    private final BitSet condemned;
    private final SliceMarks needed;
    /** Slices that are a whole directory record which was gone through. */
    private final SliceMarks walked;
    /** Records of several slices that were gone through: a hash of all their ids. */
    private final Set<SliceId> walkedLong = new HashSet<>();

    /**
     * @param depot of the device
     * @param condemned numbers of cabinets that are going to be removed
     * @param progress asked whether to go on; counts folders
     */
    NeedWalk(Depot depot, BitSet condemned, Progress progress) throws BackupException {
        this.depot = depot;
        this.condemned = condemned;
        this.progress = progress;
        records = new RecordStore(depot);
        hasher = depot.vault().hasher();
        needed = SliceMarks.of(depot.register());
        walked = needed.blank();
    }

    /** The slices that were found to be needed so far. */
    SliceMarks needed() {
        return needed;
    }

    /**
     * Marks what a session needs.
     *
     * @throws BackupException where something of it is missing or damaged: then not all of it is marked
     */
    void session(SessionRoot root) throws BackupException {
        Content flat = Content.of(root.tree());
        folder(new Content(root.treeDepth(), flat.length(), root.tree()));
    }

    private void folder(Content record) throws BackupException {
        progress.checkCancelled();
        if (isWalked(record)) {
            return;
        }
        content(record);
        EntryReader entries = records.entries(record);
        while (entries.next()) {
            Content content = entries.content();
            if (entries.attributes().kind() == ItemKind.DIRECTORY) {
                folder(content);
            } else {
                content(content);
            }
        }
        // Only now, so that what is cut short is not taken for done
        setWalked(record);
        progress.done(Progress.Work.ITEMS, 1);
    }

    private void content(Content content) throws BackupException {
        for (Piece piece : content.pieces()) {
            mark(piece);
        }
        if (content.depth() > 0) {
            for (Piece piece : records.pieces(content)) {
                mark(piece);
            }
        }
    }

    private void mark(Piece piece) throws BackupException {
        if (piece.isHole()) {
            return;
        }
        for (SliceLocation place : places(piece.slice())) {
            needed.mark(place.cabinet(), place.ordinal());
        }
    }

    private List<SliceLocation> places(SliceId slice) throws BackupException {
        Optional<SliceLocation> lasting = depot.register().findAt(slice, this::stays);
        if (lasting.isPresent()) {
            return List.of(lasting.get());
        }
        var everywhere = new ArrayList<SliceLocation>();
        depot.register().findAt(slice, place -> {
            if (needed.knows(place.cabinet()) && !isMissing(place)) {
                everywhere.add(place);
            }
            return false;
        });
        if (everywhere.isEmpty()) {
            throw new BackupException(Code.OBJECT_MISSING, "slice " + slice, depot.storage().label());
        }
        return everywhere;
    }

    private boolean isMissing(SliceLocation place) {
        return depot.damages().of(place.cabinet()).filter(Wound::missing).isPresent();
    }

    private boolean stays(SliceLocation place) {
        return needed.knows(place.cabinet()) && !condemned.get(place.cabinet()) && !depot.damages().hits(place);
    }

    private boolean isWalked(Content record) throws BackupException {
        if (isOneSlice(record)) {
            SliceLocation place = places(record.pieces().getFirst().slice()).getFirst();
            return walked.isMarked(place.cabinet(), place.ordinal());
        }
        return walkedLong.contains(hash(record));
    }

    private void setWalked(Content record) throws BackupException {
        if (isOneSlice(record)) {
            SliceLocation place = places(record.pieces().getFirst().slice()).getFirst();
            walked.mark(place.cabinet(), place.ordinal());
        } else {
            walkedLong.add(hash(record));
        }
    }

    private static boolean isOneSlice(Content record) {
        return record.depth() == 0 && record.pieces().size() == 1 && !record.pieces().getFirst().isHole();
    }

    private SliceId hash(Content record) {
        ByteBuffer ids = ByteBuffer.allocate(1 + record.pieces().size() * (SliceId.LENGTH + Long.BYTES));
        ids.put((byte) record.depth());
        for (Piece piece : record.pieces()) {
            piece.slice().write(ids);
            ids.putLong(piece.length());
        }
        return hasher.id(ids.array(), 0, ids.position());
    }
}
