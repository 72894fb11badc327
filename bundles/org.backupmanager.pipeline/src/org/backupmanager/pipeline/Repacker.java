package org.backupmanager.pipeline;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;

/**
 * Copies slices out of cabinets into new ones, each hashed again on its way. Holds one cabinet to read and one of each
 * kind to write in memory. For one thread.
 */
public final class Repacker implements AutoCloseable {

    private final Vault vault;
    private final LineSettings settings;
    private final CabinetStore store;
    private final SecureRandom chance;
    private final CabinetReader reader;
    private final SliceHasher hasher;
    private final FrameCodec codec;
    private final Map<Kind, Open> open = new EnumMap<>(Kind.class);

    /**
     * @param vault whose keys are used
     * @param settings of compression and size of cabinets
     * @param store where new cabinets go
     * @param chance for keys of cabinets
     */
    public Repacker(Vault vault, LineSettings settings, CabinetStore store, SecureRandom chance) {
        this.vault = vault;
        this.settings = settings;
        this.store = store;
        this.chance = chance;
        reader = new CabinetReader(vault);
        hasher = vault.hasher();
        codec = vault.codec(settings.compressionLevel(), settings.verifyCompressed());
    }

    /**
     * Copies slices of one cabinet. They are stored for good only after {@link #finish}.
     *
     * @param wanted says of an ordinal whether to copy that slice
     * @throws BackupException {@code OBJECT_DAMAGED} where a wanted slice is not what its id says
     */
    public void copy(StorageTransport storage, ObjectName name, CabinetDirectory directory, IntPredicate wanted)
            throws BackupException {
        CabinetLayout layout = CabinetLayout.of(directory);
        for (int frame = 0; frame < layout.frames(); frame++) {
            if (wants(layout, frame, wanted)) {
                reader.frames(storage, name, directory, frame, 1, new Copying(directory, layout, wanted));
            }
        }
    }

    private static boolean wants(CabinetLayout layout, int frame, IntPredicate wanted) {
        int first = layout.firstSlice(frame);
        for (int ordinal = first; ordinal < first + layout.slices(frame); ordinal++) {
            if (wanted.test(ordinal)) {
                return true;
            }
        }
        return false;
    }

    /** Stores what is still open; on return all that was copied outlives a crash. */
    public void finish() throws BackupException {
        for (Open one : open.values()) {
            one.packFrame();
            one.store();
        }
    }

    @Override
    public void close() {
        codec.close();
    }

    private final class Copying implements FrameVisitor {

        private final CabinetDirectory directory;
        private final CabinetLayout layout;
        private final IntPredicate wanted;

        Copying(CabinetDirectory directory, CabinetLayout layout, IntPredicate wanted) {
            this.directory = directory;
            this.layout = layout;
            this.wanted = wanted;
        }

        @Override
        public void frame(int frame, byte[] plain, int length) throws BackupException {
            var proof = new PlainFrame(directory, layout, frame, plain);
            Open into = open.computeIfAbsent(directory.kind(), Open::new);
            int first = layout.firstSlice(frame);
            for (int ordinal = first; ordinal < first + layout.slices(frame); ordinal++) {
                if (wanted.test(ordinal)) {
                    int size = proof.check(ordinal, hasher);
                    into.add(directory, ordinal, plain, proof.offset(ordinal), size);
                }
            }
        }

        @Override
        public void damaged(int frame, BackupException why) throws BackupException {
            throw why;
        }
    }

    /** The cabinet of one kind that is being filled. */
    private final class Open {

        private static final int FULL_CONTENT = 2 << 20;
        private static final int FULL_RECORDS = 256 << 10;

        private final Kind kind;
        private final int full;
        private final Frame frame;
        /** Copies of directory frames, for the register. */
        private final List<byte[]> kept = new ArrayList<>();
        private CabinetWriter cabinet;

        Open(Kind kind) {
            this.kind = kind;
            full = kind == Kind.DIRECTORY ? FULL_RECORDS : FULL_CONTENT;
            frame = new Frame(full);
            cabinet = vault.cabinet(kind, settings.cabinetSize(), chance);
        }

        void add(CabinetDirectory from, int ordinal, byte[] plain, int offset, int size) throws BackupException {
            frame.add(from.slice(ordinal), plain, offset, size);
            if (frame.length() >= full) {
                packFrame();
            }
        }

        void packFrame() throws BackupException {
            if (frame.isEmpty()) {
                return;
            }
            PackedFrame packed = codec.pack(frame);
            if (!cabinet.fits(packed)) {
                store();
            }
            cabinet.add(packed);
            if (kind == Kind.DIRECTORY) {
                kept.add(KeptFrame.pack(frame.data(), frame.length()));
            }
            frame.clear();
        }

        void store() throws BackupException {
            if (cabinet.isEmpty()) {
                return;
            }
            FinishedCabinet finished = cabinet.finish();
            store.put(finished);
            finished.release();
            for (int i = 0; i < kept.size(); i++) {
                store.keep(finished.directory(), i, kept.get(i));
            }
            kept.clear();
            cabinet = vault.cabinet(kind, settings.cabinetSize(), chance);
        }
    }
}
