package org.backupmanager.pipeline.internal;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/** Turns stored forms back into plain bytes. For one thread. */
public final class Expander implements AutoCloseable {

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /**
     * Expands what was compressed to exactly that many bytes.
     *
     * @return whether it did; otherwise what was written to {@code to} means nothing
     */
    public boolean expand(byte[] packed, int from, int length, byte[] to, int plainLength) {
        try {
            return context.decompressByteArray(to, 0, plainLength, packed, from, length) == plainLength;
        } catch (ZstdException broken) {
            return false;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
