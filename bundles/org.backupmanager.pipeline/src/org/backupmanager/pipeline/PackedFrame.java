package org.backupmanager.pipeline;

import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.internal.CabinetFormat;

/** A frame as {@link FrameCodec#pack} made it, ready to be sealed; good until the codec packs the next one. */
public final class PackedFrame {

    private final byte[] data;
    private final int size;
    private final int form;
    private final int plainLength;
    private final SliceId[] ids;
    private final int[] lengths;
    private final int count;
    private final byte[] room;

    PackedFrame(byte[] data, int size, int form, Slices slices, byte[] room) {
        this.data = data;
        this.size = size;
        this.form = form;
        plainLength = slices.plainLength();
        ids = slices.ids();
        lengths = slices.lengths();
        count = slices.count();
        this.room = room;
    }

    /** Bytes before sealing. */
    public int size() {
        return size;
    }

    /** Bytes in the cabinet. */
    public int storedLength() {
        return size + CabinetFormat.TAG_LENGTH;
    }

    /** Bytes of the slices together. */
    public int plainLength() {
        return plainLength;
    }

    /** How many slices. */
    public int count() {
        return count;
    }

    byte[] data() {
        return data;
    }

    int form() {
        return form;
    }

    SliceId id(int index) {
        return ids[index];
    }

    int length(int index) {
        return lengths[index];
    }

    /** Room for the sealed bytes, lent by the codec. */
    byte[] room() {
        return room;
    }

    /** The slices of a frame; arrays of which the first {@code count} places count. */
    record Slices(SliceId[] ids, int[] lengths, int count, int plainLength) {

        Slices {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += lengths[i];
            }
            if (count < 1 || plainLength > CabinetFormat.MAX_FRAME || sum != plainLength) {
                throw new IllegalArgumentException(
                        "a frame has one slice at least and 16 MiB at most, not " + count + " slices of " + sum + " in "
                                + plainLength + " bytes");
            }
        }
    }
}
