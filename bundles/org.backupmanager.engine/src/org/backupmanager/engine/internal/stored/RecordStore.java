package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
import org.backupmanager.pipeline.FrameVisitor;
import org.backupmanager.pipeline.KeptFrame;
import org.backupmanager.pipeline.PackedInput;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;

/**
 * Reads directory records and lists of pieces: from the register's copies of their frames, or from the storage where
 * the register has none, and keeps
 * a copy then. Every slice is hashed again before it is used. A bounded number of frames stays in memory. Safe for use
 * by many threads.
 */
public final class RecordStore {

    private static final int LAYOUTS_AT_HAND = 1024;
    /** A record that says that it is longer is believed when its bytes have come. */
    private static final int MOST_AT_FIRST = 4 << 20;

    private final Depot depot;
    private final SliceHasher hasher;
    private final CabinetReader reader;
    private final OtherPlaces elsewhere;
    private final FramesAtHand frames = new FramesAtHand();
    private final Map<Integer, Known> layouts = newest(LAYOUTS_AT_HAND);

    public RecordStore(Depot depot) {
        this.depot = depot;
        hasher = depot.vault().hasher();
        reader = new CabinetReader(depot.vault());
        elsewhere = new OtherPlaces(depot);
    }

    private static <K, V> Map<K, V> newest(int most) {
        return new LinkedHashMap<>(most, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * A directory record to compare with; empty where it cannot be read any more, so that what it held counts as new.
     */
    public Optional<EntryReader> read(Content record) {
        try {
            return Optional.of(entries(record));
        } catch (BackupException e) {
            System.getLogger(RecordStore.class.getName()).log(System.Logger.Level.WARNING,
                    "A folder of the session before cannot be compared with; it is read anew. " + e.getMessage(), e);
            return Optional.empty();
        }
    }

    /** A directory record. */
    public EntryReader entries(Content record) throws BackupException {
        return new EntryReader(bytes(record));
    }

    /** The pieces of a content, its lists replaced by what they hold. */
    public List<Piece> pieces(Content content) throws BackupException {
        if (content.depth() == 0) {
            return content.pieces();
        }
        var pieces = new ArrayList<Piece>();
        var list = new PackedOutput(Content.LIST_PIECES * 40);
        for (Piece piece : content.pieces()) {
            append(piece, list);
            var in = new PackedInput("list of pieces", list.array(), 0, list.length());
            // A list may be cut into several slices: it is whole when the number of pieces it begins with has come
            if (!isWhole(in)) {
                continue;
            }
            pieces.addAll(Content.readList(new PackedInput("list of pieces", list.array(), 0, list.length())));
            list.clear();
        }
        return pieces;
    }

    private static boolean isWhole(PackedInput in) {
        try {
            Content.readList(in);
            return in.atEnd();
        } catch (BackupException cutShort) {
            return false;
        }
    }

    /** Whether a slice of the content, or of its lists of pieces, is stored no more, or is known to be damaged. */
    public boolean lacksSlices(Content content) throws BackupException {
        return lacks(content.pieces()) || content.depth() > 0 && lacks(pieces(content));
    }

    private boolean lacks(List<Piece> pieces) {
        return pieces.stream().anyMatch(piece -> !piece.isHole() && depot.findSound(piece.slice()).isEmpty());
    }

    /** The bytes of a record. */
    private byte[] bytes(Content record) throws BackupException {
        var out = new PackedOutput((int) Math.min(record.length(), MOST_AT_FIRST));
        for (Piece piece : pieces(record)) {
            append(piece, out);
        }
        return out.toArray();
    }

    private synchronized void append(Piece piece, PackedOutput out) throws BackupException {
        SliceId id = piece.slice();
        SliceLocation location = depot.find(id).orElseThrow(
                () -> new BackupException(Code.OBJECT_MISSING, "slice " + id, depot.storage().label()));
        try {
            append(piece, location, out);
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED && damaged.code() != Code.OBJECT_MISSING) {
                throw damaged;
            }
            byte[] again = elsewhere.read(id, location.cabinet()).orElseThrow(() -> damaged);
            out.raw(again, 0, again.length);
        }
    }

    private void append(Piece piece, SliceLocation location, PackedOutput out) throws BackupException {
        SliceId id = piece.slice();
        Known cabinet = known(location.cabinet());
        CabinetLayout layout = cabinet.layout();
        int frame = layout.frameOf(location.ordinal());
        byte[] plain = frame(location.cabinet(), cabinet, frame);
        int from = layout.offsetInFrame(location.ordinal());
        int length = layout.length(location.ordinal());
        if (length != piece.length() || from + length > plain.length || !hasher.id(plain, from, length).equals(id)) {
            throw new BackupException(Code.OBJECT_DAMAGED, "slice " + id, "its bytes are not what they were");
        }
        out.raw(plain, from, length);
    }

    private Known known(int number) throws BackupException {
        Known known = layouts.get(number);
        if (known == null) {
            CabinetDirectory directory = depot.register().cabinet(number);
            known = new Known(directory, CabinetLayout.of(directory));
            layouts.put(number, known);
        }
        return known;
    }

    private byte[] frame(int number, Known cabinet, int frame) throws BackupException {
        Optional<byte[]> atHand = frames.get(number, frame);
        if (atHand.isPresent()) {
            return atHand.get();
        }
        Optional<byte[]> kept = depot.register().frame(number, frame);
        byte[] plain = kept.isPresent() ? KeptFrame.unpack(kept.get(), cabinet.layout().plainLength(frame))
                : fetch(number, cabinet, frame);
        frames.put(number, frame, plain);
        return plain;
    }

    private byte[] fetch(int number, Known cabinet, int frame) throws BackupException {
        var fetched = new byte[1][];
        reader.frames(depot.storage(), depot.names().cabinet(cabinet.directory().id()), cabinet.directory(), frame, 1,
                new FrameVisitor() {
            @Override
            public void frame(int at, byte[] plain, int length) {
                fetched[0] = java.util.Arrays.copyOf(plain, length);
            }

            @Override
            public void damaged(int at, BackupException why) throws BackupException {
                throw why;
            }
        });
        depot.register().keepFrame(number, frame, KeptFrame.pack(fetched[0], fetched[0].length));
        return fetched[0];
    }

    private record Known(CabinetDirectory directory, CabinetLayout layout) {
    }
}
