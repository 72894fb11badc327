package org.backupmanager.pipeline;

import java.nio.ByteBuffer;
import java.util.List;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.pipeline.internal.SegmentPool;

/**
 * A complete cabinet, ready for the storage.
 *
 * @param directory what it holds
 * @param content its bytes, parts in order
 * @param crc32c CRC-32C of all bytes
 * @param segments where the parts came from
 */
public record FinishedCabinet(CabinetDirectory directory, List<ByteBuffer> content, int crc32c, SegmentPool segments) {

    /** Gives the buffers back once the cabinet is stored; the content must not be used after that. At most once. */
    public void release() {
        content.forEach(segments::giveBack);
    }
}
