package org.backupmanager.pipeline;

import java.nio.ByteBuffer;

import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Damage;
import org.backupmanager.pipeline.internal.Expander;
import org.backupmanager.pipeline.internal.PartSeal;

/** Opens frames of one cabinet one after the other; its buffers are used again. For one thread. */
final class FrameOpener implements AutoCloseable {

    private final PartSeal seal;
    private final CabinetLayout layout;
    private final Expander expander = new Expander();
    private byte[] stored = new byte[0];
    private byte[] packed = new byte[0];
    private byte[] plain = new byte[0];

    FrameOpener(PartSeal seal, CabinetLayout layout) {
        this.seal = seal;
        this.layout = layout;
    }

    /** Takes the frame's bytes from the buffer and opens them; the array is good until the next call. */
    byte[] open(int frame, ByteBuffer from) throws Damage {
        PartSeal.Part part = layout.part(frame);
        int length = part.sealedLength();
        if (from.remaining() < length) {
            from.position(from.limit());
            throw new Damage("it ends before frame " + frame);
        }
        int offset = take(from, length);
        byte[] source = from.hasArray() ? from.array() : stored;
        packed = grown(packed, part.length());
        if (!seal.open(part, source, offset, packed, 0)) {
            throw new Damage("the seal of frame " + frame + " is broken");
        }
        if (part.form() == CabinetFormat.FORM_PLAIN) {
            return packed;
        }
        plain = grown(plain, part.plainLength());
        if (!expander.expand(packed, 0, part.length(), plain, part.plainLength())) {
            throw new Damage("frame " + frame + " cannot be decompressed");
        }
        return plain;
    }

    /** Moves over the frame's bytes; where in its array, or in {@code stored}, they begin. */
    private int take(ByteBuffer from, int length) {
        if (from.hasArray()) {
            int offset = from.arrayOffset() + from.position();
            from.position(from.position() + length);
            return offset;
        }
        stored = grown(stored, length);
        from.get(stored, 0, length);
        return 0;
    }

    int plainLength(int frame) {
        return layout.plainLength(frame);
    }

    private static byte[] grown(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    @Override
    public void close() {
        expander.close();
    }
}
