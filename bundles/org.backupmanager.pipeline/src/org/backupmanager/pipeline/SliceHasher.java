package org.backupmanager.pipeline;

import java.nio.ByteBuffer;

import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.internal.HmacSha256;

/** Names slices: HMAC-SHA-256 under a key of the vault. For one thread. */
public final class SliceHasher {

    private final HmacSha256 mac;
    private final byte[] id = new byte[SliceId.LENGTH];
    private final ByteBuffer numbers = ByteBuffer.wrap(id);

    SliceHasher(byte[] key) {
        mac = new HmacSha256(key);
    }

    /** The id of that slice. */
    public SliceId id(byte[] data, int from, int length) {
        mac.update(data, from, length).end(id, 0);
        return SliceId.read(numbers.clear());
    }
}
