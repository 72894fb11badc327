package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.ObjectHeader;
import org.backupmanager.pipeline.internal.PartSeal;
import org.backupmanager.pipeline.internal.SegmentPool;
import org.backupmanager.pipeline.internal.SegmentedOutput;
import org.backupmanager.pipeline.internal.Sha256;
import org.backupmanager.pipeline.internal.VaultKeys;

/** Fills one cabinet with frames, in order. Known elsewhere as packer. For one thread at a time. */
public final class CabinetWriter {

    /** What a frame may add to the directory beside its slices, and a slice at most. */
    private static final int FRAME_COST = 3 * 5;
    private static final int SLICE_COST = SliceId.LENGTH + 5;

    private final CabinetDirectory.Kind kind;
    private final int capacity;
    private final byte[] header;
    private final PartSeal seal;
    private final SegmentPool segments;
    private final SegmentedOutput out;
    private final PackedOutput frameTable = new PackedOutput();
    private final PackedOutput sliceTable = new PackedOutput();
    private final PackedOutput ids = new PackedOutput();
    private final byte[] id = new byte[SliceId.LENGTH];
    private final Sha256 tags = Sha256.fresh();
    private int frames;
    private int slices;
    private boolean finished;

    CabinetWriter(VaultKeys vault, CabinetDirectory.Kind kind, int capacity, SecureRandom chance,
            SegmentPool segments) {
        if (capacity < 1 << 20 || capacity > 256 << 20) {
            throw new IllegalArgumentException("a cabinet takes 1 to 256 MiB, not " + capacity + " bytes");
        }
        this.kind = kind;
        this.capacity = capacity;
        this.segments = segments;
        ObjectHeader.Sealed made = ObjectHeader.create(CabinetFormat.MAGIC_CABINET, vault, chance);
        header = made.header().bytes();
        seal = PartSeal.of(vault.parameters().suite(), made.keys(), header, new byte[0]);
        out = new SegmentedOutput(segments);
        out.write(header);
    }

    /** Whether the frame has room; an empty cabinet takes any. Where not: {@link #finish} this one first. */
    public boolean fits(PackedFrame frame) {
        if (frames + 1 > CabinetFormat.MAX_FRAMES || slices + (long) frame.count() > CabinetFormat.MAX_SLICES) {
            return false;
        }
        long directory = CabinetFormat.DIRECTORY_HEAD_LENGTH + FRAME_COST * (frames + 1L)
                + SLICE_COST * (slices + (long) frame.count());
        long ends = 2L * CabinetFormat.TAG_LENGTH;
        return isEmpty() || CabinetFormat.padded(
                out.size() + frame.storedLength() + directory + ends + CabinetFormat.TRAILER_LENGTH) <= capacity;
    }

    /** Seals the frame and takes it in. Only if it {@link #fits}. */
    public void add(PackedFrame frame) {
        if (finished || !fits(frame)) {
            throw new IllegalStateException(finished ? "this cabinet is finished" : "this cabinet is full");
        }
        PartSeal.Part part = new PartSeal.Part(CabinetFormat.PART_FRAME, frames, frame.form(), frame.plainLength(),
                frame.size());
        byte[] room = frame.room();
        int stored = seal.seal(part, frame.data(), 0, room, 0);
        tags.update(room, frame.size(), CabinetFormat.TAG_LENGTH);
        out.write(room, 0, stored);
        frameTable.number(stored).number(frame.plainLength() << 1 | frame.form()).number(frame.count());
        for (int i = 0; i < frame.count(); i++) {
            sliceTable.number(frame.length(i));
            frame.id(i).write(ByteBuffer.wrap(id));
            ids.raw(id);
        }
        frames++;
        slices += frame.count();
    }

    /** Whether nothing was added yet. */
    public boolean isEmpty() {
        return frames == 0;
    }

    /** Bytes so far, without directory, padding and trailer. */
    public int size() {
        return (int) out.size();
    }

    /** Pads to a size class, seals the directory, writes the trailer. The writer is spent. */
    public FinishedCabinet finish() {
        if (finished) {
            throw new IllegalStateException("this cabinet is finished");
        }
        finished = true;
        byte[] layout = layout();
        byte[] directory = padAndSealDirectory(layout);
        long offset = out.size();
        out.write(directory);
        writeTrailer(offset, directory.length);
        String name = HexFormat.of().formatHex(Sha256.of(header, directory));
        byte[] kept = new PackedOutput().raw(header).raw(layout).toArray();
        return new FinishedCabinet(new CabinetDirectory(new CabinetId(name), kind, out.size(), ids.toArray(), kept),
                out.end(), out.crc32c(), segments);
    }

    private byte[] layout() {
        return new PackedOutput().number(frames).raw(frameTable.toArray()).raw(sliceTable.toArray()).toArray();
    }

    private byte[] padAndSealDirectory(byte[] layout) {
        int length = CabinetFormat.DIRECTORY_HEAD_LENGTH + layout.length + ids.length();
        long bare = out.size() + length + CabinetFormat.TAG_LENGTH + CabinetFormat.TRAILER_LENGTH;
        long padding = CabinetFormat.padded(bare) - bare;
        if (padding > 0 && padding < CabinetFormat.TAG_LENGTH) {
            padding = CabinetFormat.padded(bare + CabinetFormat.TAG_LENGTH) - bare;
        }
        if (padding > 0) {
            out.write(sealed(CabinetFormat.PART_PADDING, new byte[(int) padding - CabinetFormat.TAG_LENGTH]));
        }
        return sealed(CabinetFormat.PART_DIRECTORY, new PackedOutput().u8(kindCode(kind)).u32((int) padding)
                .raw(tags.end()).u32(slices).u32(layout.length).raw(layout).raw(ids.toArray()).toArray());
    }

    private void writeTrailer(long directoryOffset, int directoryLength) {
        byte[] locator = new PackedOutput().u64(directoryOffset).u32(directoryLength).u32(0).toArray();
        out.write(sealed(CabinetFormat.PART_LOCATOR, locator));
        int rest = CabinetFormat.TRAILER_LENGTH - CabinetFormat.LOCATOR_LENGTH - CabinetFormat.TAG_LENGTH;
        out.write(new PackedOutput().u64(out.size() + rest).toArray());
        out.write(new PackedOutput().u32(out.crc32c()).u16(CabinetFormat.VERSION).u16(0)
                .u64(CabinetFormat.MAGIC_TRAILER).toArray());
    }

    private byte[] sealed(int part, byte[] plain) {
        byte[] result = new byte[plain.length + CabinetFormat.TAG_LENGTH];
        seal.seal(PartSeal.Part.of(part, plain.length), plain, 0, result, 0);
        return result;
    }

    static int kindCode(CabinetDirectory.Kind kind) {
        return switch (kind) {
            case CONTENT -> 0;
            case DIRECTORY -> 1;
        };
    }
}
