package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.pipeline.internal.ByteInput;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.pipeline.internal.PartSeal;
import org.backupmanager.session.BackupException;

/** Where frames and slices lie in a cabinet. Immutable. */
public final class CabinetLayout {

    private final byte[] header;
    private final long[] offsets;
    private final int[] plainLengths;
    private final int[] forms;
    private final int[] firstSlices;
    private final int[] inFrame;
    private final int[] lengths;

    private CabinetLayout(byte[] layout, int slices, long size) throws Damage {
        ByteInput in = new ByteInput(layout);
        header = in.bytes(CabinetFormat.HEADER_LENGTH);
        int frames = in.varint(0, Math.min(CabinetFormat.MAX_FRAMES, in.remaining()), "frames");
        offsets = new long[frames + 1];
        plainLengths = new int[frames];
        forms = new int[frames];
        firstSlices = new int[frames + 1];
        readFrames(in, slices, size);
        inFrame = new int[slices];
        lengths = new int[slices];
        readSlices(in);
        in.end();
    }

    private void readFrames(ByteInput in, int slices, long size) throws Damage {
        offsets[0] = CabinetFormat.HEADER_LENGTH;
        int frames = forms.length;
        for (int f = 0; f < frames; f++) {
            int stored = in.varint(CabinetFormat.TAG_LENGTH, CabinetFormat.MAX_FRAME + CabinetFormat.TAG_LENGTH,
                    "stored length");
            int plain = in.varint(0, 2 * CabinetFormat.MAX_FRAME + 1, "plain length");
            plainLengths[f] = plain >>> 1;
            forms[f] = plain & 1;
            offsets[f + 1] = offsets[f] + stored;
            firstSlices[f + 1] = firstSlices[f] + in.varint(1, slices - firstSlices[f], "slices in a frame");
            if (forms[f] == CabinetFormat.FORM_PLAIN && plainLengths[f] != stored - CabinetFormat.TAG_LENGTH) {
                throw new Damage("a frame is not as long as it says");
            }
        }
        if (firstSlices[frames] != slices || offsets[frames] > size) {
            throw new Damage("its frames and its slices do not agree");
        }
    }

    private void readSlices(ByteInput in) throws Damage {
        for (int f = 0; f < forms.length; f++) {
            int at = 0;
            for (int s = firstSlices[f]; s < firstSlices[f + 1]; s++) {
                inFrame[s] = at;
                lengths[s] = in.varint(0, plainLengths[f] - at, "length of a slice");
                at += lengths[s];
            }
            if (at != plainLengths[f]) {
                throw new Damage("the slices of a frame do not fill it");
            }
        }
    }

    /**
     * The layout of a cabinet.
     *
     * @throws BackupException {@code OBJECT_DAMAGED} where the directory was damaged
     */
    public static CabinetLayout of(CabinetDirectory directory) throws BackupException {
        try {
            return read(directory);
        } catch (Damage damage) {
            throw Damaged.object("cabinet " + directory.id(), damage);
        }
    }

    static CabinetLayout read(CabinetDirectory directory) throws Damage {
        if (directory.count() > CabinetFormat.MAX_SLICES) {
            throw new Damage("it says that it has " + directory.count() + " slices");
        }
        return new CabinetLayout(directory.layout(), directory.count(), directory.size());
    }

    /** How many frames. */
    public int frames() {
        return forms.length;
    }

    /** Where the frame begins in the object. */
    public long frameOffset(int frame) {
        return offsets[frame];
    }

    /** Bytes of the frame in the object. */
    public int storedLength(int frame) {
        return (int) (offsets[frame + 1] - offsets[frame]);
    }

    /** Bytes of its slices together. */
    public int plainLength(int frame) {
        return plainLengths[frame];
    }

    /** The ordinal of its first slice. */
    public int firstSlice(int frame) {
        return firstSlices[frame];
    }

    /** How many slices it has. */
    public int slices(int frame) {
        return firstSlices[frame + 1] - firstSlices[frame];
    }

    /** The frame that holds that slice. */
    public int frameOf(int ordinal) {
        int place = Arrays.binarySearch(firstSlices, ordinal);
        return place >= 0 ? place : -place - 2;
    }

    /** Where the slice begins among the plain bytes of its frame. */
    public int offsetInFrame(int ordinal) {
        return inFrame[ordinal];
    }

    /** Plain bytes of the slice. */
    public int length(int ordinal) {
        return lengths[ordinal];
    }

    byte[] header() {
        return header;
    }

    PartSeal.Part part(int frame) {
        return new PartSeal.Part(CabinetFormat.PART_FRAME, frame, forms[frame], plainLengths[frame],
                storedLength(frame) - CabinetFormat.TAG_LENGTH);
    }
}
