package org.backupmanager.pipeline.internal;

/**
 * How hard to compress, where nobody said it: little where compressing is what the session waits for, much where the
 * storage is, and the usual where the source is. Shared by the packers of a line.
 */
public final class Effort {

    private static final int LITTLE = 1;
    private static final int USUAL = 3;
    private static final int MUCH = 7;

    /** The share of the time between two cabinets that packers have to have waited, as a divisor. */
    private static final int WORTH_MORE = 4;

    private volatile int level = LITTLE;
    private long last;

    /** @param now in nanoseconds of any clock that only goes forward */
    public Effort(long now) {
        last = now;
    }

    /**
     * A cabinet was handed over to the storage. The level moves by one from cabinet to cabinet, and up only while the
     * time was lost anyway: a hitch of the storage must not make the session wait for compression next.
     *
     * @param waited nanoseconds that the packer had to wait for a connection
     */
    synchronized void handedOver(long waited, long now) {
        boolean storageSetsThePace = waited > 0 && waited >= (now - last) / WORTH_MORE;
        level = Math.clamp(level + (storageSetsThePace ? 1 : -1), LITTLE, MUCH);
        last = now;
    }

    /**
     * A level of zstd for the next frame.
     *
     * @param batchesWait whether there is more to compress already
     */
    public int next(boolean batchesWait) {
        return batchesWait ? level : Math.max(level, USUAL);
    }
}
