package org.backupmanager.pipeline.internal;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.CabinetStore;
import org.backupmanager.pipeline.CabinetWriter;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.FinishedCabinet;
import org.backupmanager.pipeline.FrameCodec;
import org.backupmanager.pipeline.KeptFrame;
import org.backupmanager.pipeline.LineSettings;
import org.backupmanager.pipeline.PackedFrame;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.pipeline.Slicer;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * Packs directory records and lists of pieces into cabinets of their own kind, and has a copy of each frame kept at
 * hand.
 * Frames are small, since the next scan reads single records again. Safe for use by many threads.
 */
public final class RecordPacker implements AutoCloseable {

    private static final int FULL_FRAME = 256 << 10;

    private final Vault vault;
    private final int capacity;
    private final Claims claims;
    private final CabinetStore store;
    private final SecureRandom chance;
    private final Slicer slicer;
    private final SliceHasher hasher;
    private final FrameCodec codec;
    private final List<SliceId> ids = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final PackedOutput plain = new PackedOutput(FULL_FRAME * 2);
    private final List<byte[]> frames = new ArrayList<>();
    private CabinetWriter cabinet;
    /** What was packed could not be stored: from then on nothing is. */
    private Optional<BackupException> failure = Optional.empty();

    public RecordPacker(Vault vault, LineSettings settings, Claims claims, CabinetStore store, SecureRandom chance) {
        this.vault = vault;
        capacity = settings.cabinetSize();
        this.claims = claims;
        this.store = store;
        this.chance = chance;
        slicer = vault.slicer();
        hasher = vault.hasher();
        codec = vault.codec(settings.usualLevel(), settings.verifyCompressed());
        cabinet = vault.cabinet(Kind.DIRECTORY, capacity, chance);
    }

    /** Packs a record unless it is stored already. */
    public synchronized Content add(byte[] record, int length) throws BackupException {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        while (from < length) {
            int bytes = slicer.cut(record, from, Math.min(length, from + slicer.max()));
            SliceId id = hasher.id(record, from, bytes);
            if (claims.claim(id)) {
                ids.add(id);
                lengths.add(bytes);
                plain.raw(record, from, bytes);
                if (plain.length() >= FULL_FRAME) {
                    packFrame();
                }
            }
            pieces.add(new Piece(id, bytes));
            from += bytes;
        }
        return Content.of(pieces);
    }

    /** The content of these pieces; a long list of them is packed as slices of its own. */
    public synchronized Content content(List<Piece> pieces) throws BackupException {
        if (pieces.size() <= Content.LIST_PIECES) {
            return Content.of(pieces);
        }
        var lists = new ArrayList<Piece>();
        var packed = new PackedOutput(Content.LIST_PIECES * 40);
        for (int from = 0; from < pieces.size(); from += Content.LIST_PIECES) {
            packed.clear();
            Content.writeList(pieces.subList(from, Math.min(pieces.size(), from + Content.LIST_PIECES)), packed);
            lists.addAll(addList(packed));
        }
        return new Content(1, pieces.stream().mapToLong(Piece::length).sum(), lists);
    }

    /** A list is one slice: 4,096 pieces take less than the shortest slice the slicer cuts. */
    private List<Piece> addList(PackedOutput packed) throws BackupException {
        return add(packed.array(), packed.length()).pieces();
    }

    /** Stores what was packed; on return all of it outlives a crash. */
    public synchronized void flush() throws BackupException {
        packFrame();
        store();
    }

    private void packFrame() throws BackupException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (ids.isEmpty()) {
            return;
        }
        int[] each = lengths.stream().mapToInt(Integer::intValue).toArray();
        PackedFrame frame = codec.pack(plain.array(), plain.length(), ids.toArray(SliceId[]::new), each, each.length);
        if (!cabinet.fits(frame)) {
            store();
        }
        cabinet.add(frame);
        frames.add(KeptFrame.pack(plain.array(), plain.length()));
        ids.clear();
        lengths.clear();
        plain.clear();
    }

    private void store() throws BackupException {
        if (cabinet.isEmpty()) {
            return;
        }
        FinishedCabinet finished = cabinet.finish();
        try {
            store.put(finished);
        } catch (BackupException failed) {
            failure = Optional.of(failed);
            throw failed;
        }
        claims.stored(finished.directory());
        finished.release();
        for (int i = 0; i < frames.size(); i++) {
            store.keep(finished.directory(), i, frames.get(i));
        }
        frames.clear();
        cabinet = vault.cabinet(Kind.DIRECTORY, capacity, chance);
    }

    @Override
    public void close() {
        codec.close();
        Arrays.fill(plain.array(), (byte) 0);
    }
}
