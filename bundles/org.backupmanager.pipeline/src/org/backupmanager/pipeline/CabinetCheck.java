package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.internal.ByteInput;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;

/**
 * Reads whole cabinets and checks every byte of them: size, header, the seal of each frame and its decompression, the
 * hash of each slice, directory, trailer, and the checksum over all. For one thread; memory for one stretch of frames.
 */
public final class CabinetCheck {

    /** Bytes read at once, unless a single frame is longer. */
    private static final int STRETCH = 4 << 20;
    /** What of the trailer the checksum does not cover: itself, version, zeros, magic. */
    private static final int BEHIND_CHECKSUM = 4 + 2 + 2 + CabinetFormat.MAGIC_LENGTH;

    private final CabinetReader reader;
    private final SliceHasher hasher;
    private final Gate gate;

    /**
     * @param reader may be shared with other threads
     * @param hasher of the same vault
     * @param gate asked before each read
     */
    public CabinetCheck(CabinetReader reader, SliceHasher hasher, Gate gate) {
        this.reader = reader;
        this.hasher = hasher;
        this.gate = gate;
    }

    /**
     * What was found.
     *
     * @param frames that are damaged
     * @param around what else of the cabinet is damaged: header, padding, directory or trailer; without these a
     *        register cannot be made anew from it
     */
    public record Findings(BitSet frames, Optional<String> around) {

        /** Whether every byte is as it was stored. */
        public boolean isSound() {
            return frames.isEmpty() && around.isEmpty();
        }
    }

    /**
     * Checks one cabinet.
     *
     * @param bytes of the cabinet
     * @param name to tell errors by
     * @param directory what the cabinet should hold
     * @throws BackupException what the source of the bytes says; damage is no exception but a finding
     */
    public Findings check(ObjectSource bytes, ObjectName name, CabinetDirectory directory) throws BackupException {
        return new Pass(bytes, name, directory).run();
    }

    /** One cabinet. */
    private final class Pass implements FrameVisitor {

        private final ObjectSource bytes;
        private final ObjectName name;
        private final CabinetDirectory directory;
        private final CabinetLayout layout;
        private final CRC32C crc = new CRC32C();
        private final BitSet frames = new BitSet();

        Pass(ObjectSource bytes, ObjectName name, CabinetDirectory directory) throws BackupException {
            this.bytes = bytes;
            this.name = name;
            this.directory = directory;
            layout = CabinetLayout.of(directory);
        }

        Findings run() throws BackupException {
            long size = bytes.size();
            gate.pass();
            byte[] header = array(bytes.get(0, CabinetFormat.HEADER_LENGTH));
            crc.update(header);
            int first = 0;
            while (first < layout.frames()) {
                int count = stretch(first);
                gate.pass();
                ByteBuffer stored = bytes.get(layout.frameOffset(first), length(first, count));
                crc.update(stored.duplicate());
                reader.frames(stored, name, directory, layout, first, count, this);
                first += count;
            }
            return new Findings(frames, around(header, size));
        }

        private int stretch(int first) {
            int count = 1;
            while (first + count < layout.frames() && length(first, count + 1) <= STRETCH) {
                count++;
            }
            return count;
        }

        private int length(int first, int count) {
            return Math.toIntExact(layout.frameOffset(first + count) - layout.frameOffset(first));
        }

        private Optional<String> around(byte[] header, long size) throws BackupException {
            if (size != directory.size()) {
                return Optional.of("it has " + size + " bytes instead of " + directory.size());
            }
            long from = layout.frameOffset(layout.frames());
            gate.pass();
            byte[] tail = array(bytes.get(from, Math.toIntExact(size - from)));
            try {
                if (!reader.directory(header, tail, size, directory.id()).equals(directory)) {
                    return Optional.of("its directory is not what it was");
                }
                return frames.isEmpty() && !fits(tail) ? Optional.of("its checksum does not fit") : Optional.empty();
            } catch (Damage damage) {
                return Optional.of(damage.getMessage());
            }
        }

        private boolean fits(byte[] tail) throws Damage {
            crc.update(tail, 0, tail.length - BEHIND_CHECKSUM);
            ByteInput in = new ByteInput(tail, tail.length - BEHIND_CHECKSUM, 4 + 2 + 2);
            return in.i32() == (int) crc.getValue() && in.u16() == CabinetFormat.VERSION && in.u16() == 0;
        }

        private static byte[] array(ByteBuffer buffer) {
            byte[] array = new byte[buffer.remaining()];
            buffer.duplicate().get(array);
            return array;
        }

        @Override
        public void frame(int frame, byte[] plain, int length) {
            for (int i = 0; i < layout.slices(frame); i++) {
                int ordinal = layout.firstSlice(frame) + i;
                if (!hasher.id(plain, layout.offsetInFrame(ordinal), layout.length(ordinal))
                        .equals(directory.slice(ordinal))) {
                    frames.set(frame);
                }
            }
        }

        @Override
        public void damaged(int frame, BackupException why) throws BackupException {
            if (why.code() != Code.OBJECT_DAMAGED) {
                throw why;
            }
            frames.set(frame);
        }
    }
}
