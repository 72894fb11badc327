package org.backupmanager.pipeline.internal;

/**
 * How hard to compress the next frame, where nobody said it: little where compressing is what the session waits for,
 * much where the storage is, and the usual where the source is. One packer's share.
 */
final class Effort {

    private static final int LITTLE = 1;
    private static final int USUAL = 3;
    private static final int MUCH = 7;

    private int level = LITTLE;

    /**
     * A level of zstd; it moves by one from frame to frame, so that a short hitch changes little.
     *
     * @param storageWaits whether cabinets wait for a connection
     * @param batchesWait whether there is more to compress already
     */
    int next(boolean storageWaits, boolean batchesWait) {
        int aim = storageWaits ? MUCH : batchesWait ? LITTLE : USUAL;
        level += Integer.signum(aim - level);
        return level;
    }
}
