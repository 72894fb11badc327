package org.backupmanager.pipeline.internal;

import org.backupmanager.pipeline.Slicer;

/**
 * Where one content is cut: where its bytes say so, or every 256 KiB where it is a disk image. An image changes in
 * place and never moves, so that a grid finds again as much, resends less around each change, and takes no time to
 * find (decision 28). For one thread.
 */
final class Cutting {

    private static final int STEP = 256 << 10;

    private final Slicer slicer;
    private final long size;
    private boolean grid;
    private long offset;

    /** @param size bytes that the content should have */
    Cutting(Slicer slicer, long size) {
        this.slicer = slicer;
        this.size = size;
    }

    /** The first bytes of the content are these. */
    void begin(byte[] data, int from, int to) {
        grid = DiskImage.isLikely(data, from, to, size);
    }

    /** Bytes that have to be there for a cut that does not change by reading on. */
    int longest() {
        return grid ? STEP : slicer.max();
    }

    /** The length of the slice at the begin of data[from, to). */
    int cut(byte[] data, int from, int to) {
        int length = grid ? (int) Math.min(to - from, STEP - offset % STEP)
                : slicer.cut(data, from, Math.min(to, from + slicer.max()));
        offset += length;
        return length;
    }

    /** A slice that was cut before comes next. Of other content none but the last is as short as a step of the grid. */
    void known(long length) {
        if (offset == 0) {
            grid = length == STEP && size > STEP;
        }
        offset += length;
    }

    /** A hole comes next. */
    void hole(long length) {
        offset += length;
    }
}
