package org.backupmanager.engine.internal.repair;

import java.util.BitSet;

import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.pipeline.CabinetReader;
import org.backupmanager.pipeline.FrameVisitor;
import org.backupmanager.pipeline.ObjectSource;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.session.BackupException;

/** Reads single frames of a cabinet from wherever its bytes are. For one thread. */
final class FrameReading {

    private final Depot depot;
    private final CabinetReader reader;
    private final Patient patient;
    private final SliceHasher hasher;

    FrameReading(Depot depot, CabinetReader reader, Patient patient) {
        this.depot = depot;
        this.reader = reader;
        this.patient = patient;
        hasher = depot.vault().hasher();
    }

    /** Hands these frames out; one that is damaged after all ends the call. */
    void read(ObjectSource source, BitSet frames, Frames taker) throws BackupException {
        for (int frame = frames.nextSetBit(0); frame >= 0; frame = frames.nextSetBit(frame + 1)) {
            var bytes = source.get(patient.layout.frameOffset(frame), patient.layout.storedLength(frame));
            reader.frames(bytes, depot.names().cabinet(patient.directory.id()), patient.directory, patient.layout,
                    frame, 1, new FrameVisitor() {
                        @Override
                        public void frame(int number, byte[] plain, int length) throws BackupException {
                            taker.frame(patient, number, plain);
                        }

                        @Override
                        public void damaged(int number, BackupException why) throws BackupException {
                            throw why;
                        }
                    });
        }
    }

    /** Whether these are the bytes that the ids of the frame's slices name. */
    boolean isGenuine(int frame, byte[] plain) {
        for (int i = 0; i < patient.layout.slices(frame); i++) {
            int ordinal = patient.layout.firstSlice(frame) + i;
            int from = patient.layout.offsetInFrame(ordinal);
            int length = patient.layout.length(ordinal);
            if (from + length > plain.length
                    || !hasher.id(plain, from, length).equals(patient.directory.slice(ordinal))) {
                return false;
            }
        }
        return true;
    }
}
