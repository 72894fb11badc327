package org.backupmanager.pipeline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EffortTest {

    /** Nanoseconds from one cabinet to the next. */
    private static final long PACE = 1_000;

    private final Effort effort = new Effort(0);
    private long now;

    @Test
    void whatWaitsForCompressionIsCompressedQuickly() {
        cabinets(20, 0);
        assertEquals(1, effort.next(true));
    }

    @Test
    void aSlowStorageIsWorthMoreCompression() {
        cabinets(20, PACE / 2);
        assertEquals(7, effort.next(true));
    }

    @Test
    void aShortWaitIsNot() {
        cabinets(20, PACE / 5);
        assertEquals(1, effort.next(true));
    }

    @Test
    void aSlowSourceLeavesTimeForTheUsual() {
        assertEquals(3, effort.next(false));
    }

    @Test
    void aSlowSourceTakesNothingFromWhatASlowStorageIsWorth() {
        cabinets(20, PACE / 2);
        assertEquals(7, effort.next(false));
    }

    @Test
    void itComesBackWhenTheStorageHasCaughtUp() {
        cabinets(20, PACE / 2);
        cabinets(6, 0);
        assertEquals(1, effort.next(true));
    }

    @Test
    void oneHitchChangesItByOneForOneCabinet() {
        cabinets(1, PACE / 2);
        assertEquals(2, effort.next(true));
        cabinets(1, 0);
        assertEquals(1, effort.next(true));
    }

    private void cabinets(int number, long waited) {
        for (int i = 0; i < number; i++) {
            now += PACE;
            effort.handedOver(waited, now);
        }
    }
}
