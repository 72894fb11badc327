package org.backupmanager.pipeline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EffortTest {

    private final Effort effort = new Effort();

    @Test
    void whatWaitsForCompressionIsCompressedQuickly() {
        assertEquals(1, after(20, false, true));
    }

    @Test
    void aSlowStorageIsWorthMoreCompression() {
        assertEquals(7, after(20, true, true));
    }

    @Test
    void aSlowSourceLeavesTimeForTheUsual() {
        assertEquals(3, after(20, false, false));
    }

    @Test
    void itComesBackWhenTheStorageHasCaughtUp() {
        after(20, true, true);
        assertEquals(1, after(20, false, true));
    }

    @Test
    void oneHitchChangesItByOne() {
        after(20, false, true);
        assertEquals(2, effort.next(true, true));
    }

    private int after(int frames, boolean storageWaits, boolean batchesWait) {
        int level = 0;
        for (int i = 0; i < frames; i++) {
            level = effort.next(storageWaits, batchesWait);
        }
        return level;
    }
}
