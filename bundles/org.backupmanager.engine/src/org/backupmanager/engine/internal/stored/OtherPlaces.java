package org.backupmanager.engine.internal.stored;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.FrameVisitor;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;

/**
 * Reads single slices that were found damaged from other cabinets that hold them as well: where damage was stored again
 * by a later backup, or a repair was cut short, the storage has both. Safe for use by many threads.
 */
public final class OtherPlaces {

    private final Depot depot;
    private final CabinetReader reader;

    public OtherPlaces(Depot depot) {
        this.depot = depot;
        reader = new CabinetReader(depot.vault());
    }

    /** The bytes of a slice from any cabinet but this one, authenticated and hashed again; empty where none has it. */
    public Optional<byte[]> read(SliceId slice, int damaged) throws BackupException {
        Set<Integer> tried = new HashSet<>(Set.of(damaged));
        while (true) {
            Optional<SliceLocation> next = depot.register().findAt(slice, at -> !tried.contains(at.cabinet()));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            tried.add(next.get().cabinet());
            Optional<byte[]> bytes = read(slice, next.get());
            if (bytes.isPresent()) {
                return bytes;
            }
        }
    }

    private Optional<byte[]> read(SliceId slice, SliceLocation at) throws BackupException {
        CabinetDirectory directory = depot.register().cabinet(at.cabinet());
        CabinetLayout layout = CabinetLayout.of(directory);
        int from = layout.offsetInFrame(at.ordinal());
        int to = from + layout.length(at.ordinal());
        var found = new byte[1][];
        try {
            reader.frames(depot.storage(), depot.names().cabinet(directory.id()), directory,
                    layout.frameOf(at.ordinal()), 1, new FrameVisitor() {
                        @Override
                        public void frame(int frame, byte[] plain, int length) {
                            if (depot.vault().hasher().id(plain, from, to - from).equals(slice)) {
                                found[0] = Arrays.copyOfRange(plain, from, to);
                            }
                        }

                        @Override
                        public void damaged(int frame, BackupException why) throws BackupException {
                            throw why;
                        }
                    });
        } catch (BackupException damaged) {
            if (damaged.code() != Code.OBJECT_DAMAGED && damaged.code() != Code.OBJECT_MISSING) {
                throw damaged;
            }
        }
        return Optional.ofNullable(found[0]);
    }
}
