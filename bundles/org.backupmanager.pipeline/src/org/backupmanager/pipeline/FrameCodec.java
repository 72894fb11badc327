package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.internal.CabinetFormat;
import org.backupmanager.pipeline.internal.Expander;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * Compresses frames with zstd, skips what does not compress, and proves that what was compressed can be read again
 * before it is handed out. For one thread; its buffers are used again for each frame.
 */
public final class FrameCodec implements AutoCloseable {

    /** Compressing must save one part in that many. */
    private static final int WORTHWHILE = 50;
    private static final int PROBE_FROM = 128 << 10;
    private static final int PROBE_PIECES = 32;
    private static final int PROBE_PIECE = 2 << 10;

    private final ZstdCompressCtx compressor = new ZstdCompressCtx();
    private final ZstdCompressCtx prober = new ZstdCompressCtx();
    private final Expander expander = new Expander();
    private final boolean verify;
    private final byte[] sample = new byte[PROBE_PIECES * PROBE_PIECE];
    private int level;
    private byte[] packed = new byte[0];
    private byte[] room = new byte[0];

    FrameCodec(int level, boolean verify) {
        this.verify = verify;
        this.level = level;
        compressor.setLevel(level);
        prober.setLevel(1);
    }

    /** From now on frames are compressed with that level of zstd, 1 to 19. */
    public void level(int wanted) {
        if (wanted != level) {
            compressor.setLevel(wanted);
            level = wanted;
        }
    }

    /** Packs a frame. */
    public PackedFrame pack(Frame frame) {
        return pack(frame.data(), frame.length(), frame.ids(), frame.lengths(), frame.count());
    }

    /**
     * Packs slices that lie one after the other in {@code plain}. The result may point into {@code plain} and into this
     * codec: it is good until either changes.
     *
     * @param length bytes of all slices, 16 MiB at most
     * @param ids of the slices
     * @param lengths of the slices
     * @param count of the slices, 1 at least
     */
    public PackedFrame pack(byte[] plain, int length, SliceId[] ids, int[] lengths, int count) {
        PackedFrame.Slices slices = new PackedFrame.Slices(ids, lengths, count, length);
        room = grown(room, length + CabinetFormat.TAG_LENGTH);
        if (promises(plain, length)) {
            int size = compress(plain, length);
            if (size < length - length / WORTHWHILE && isRight(plain, length, size)) {
                return new PackedFrame(packed, size, CabinetFormat.FORM_ZSTD, slices, room);
            }
        }
        return new PackedFrame(plain, length, CabinetFormat.FORM_PLAIN, slices, room);
    }

    /** Whether a sample from all over the frame compresses at all. */
    private boolean promises(byte[] plain, int length) {
        if (length < PROBE_FROM) {
            return length > 0;
        }
        int step = length / PROBE_PIECES;
        for (int i = 0; i < PROBE_PIECES; i++) {
            System.arraycopy(plain, i * step, sample, i * PROBE_PIECE, PROBE_PIECE);
        }
        packed = grown(packed, (int) Zstd.compressBound(length));
        int size = prober.compressByteArray(packed, 0, packed.length, sample, 0, sample.length);
        return size < sample.length - sample.length / WORTHWHILE;
    }

    private int compress(byte[] plain, int length) {
        packed = grown(packed, (int) Zstd.compressBound(length));
        return compressor.compressByteArray(packed, 0, packed.length, plain, 0, length);
    }

    /** A compressor with a fault must not cost data: what does not come back as it was is kept plain. */
    private boolean isRight(byte[] plain, int length, int size) {
        return !verify || expander.expand(packed, 0, size, room, length)
                && Arrays.equals(room, 0, length, plain, 0, length);
    }

    private static byte[] grown(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    @Override
    public void close() {
        compressor.close();
        prober.close();
        expander.close();
    }
}
