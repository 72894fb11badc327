package org.backupmanager.ui.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.ui.internal.tree.Ticks.Tick;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final ItemPath HOME = ItemPath.parse("/home");
    private static final ItemPath ANN = ItemPath.parse("/home/ann");
    private static final ItemPath BEN = ItemPath.parse("/home/ben");
    private static final ItemPath PHOTOS = ItemPath.parse("/home/ann/photos");

    @Test
    void whatIsChosenIsTickedWithAllBelow() {
        Selection selection = Ticks.on(Selection.NONE, HOME);
        assertEquals(Tick.ON, Ticks.of(selection, HOME));
        assertEquals(Tick.ON, Ticks.of(selection, PHOTOS));
        assertEquals(Tick.OFF, Ticks.of(selection, ItemPath.parse("/etc")));
    }

    @Test
    void aFolderOnTheWayToWhatIsChosenIsPartlyTicked() {
        Selection selection = Ticks.on(Selection.NONE, PHOTOS);
        assertEquals(Tick.PARTLY, Ticks.of(selection, HOME));
        assertEquals(Tick.PARTLY, Ticks.of(selection, ANN));
        assertEquals(Tick.OFF, Ticks.of(selection, BEN));
    }

    @Test
    void leavingOutSomethingBelowLeavesTheFolderPartlyTicked() {
        Selection selection = Ticks.off(Ticks.on(Selection.NONE, HOME), PHOTOS);
        assertEquals(Tick.PARTLY, Ticks.of(selection, HOME));
        assertEquals(Tick.PARTLY, Ticks.of(selection, ANN));
        assertEquals(Tick.OFF, Ticks.of(selection, PHOTOS));
        assertEquals(Tick.ON, Ticks.of(selection, BEN));
    }

    @Test
    void tickingAgainTakesTheExceptionBackAndAddsNoNoise() {
        Selection whole = Ticks.on(Selection.NONE, HOME);
        assertEquals(whole, Ticks.on(Ticks.off(whole, PHOTOS), PHOTOS));
    }

    @Test
    void tickingAFolderForgetsTheExceptionsBelow() {
        Selection selection = Ticks.on(Ticks.off(Ticks.on(Selection.NONE, HOME), PHOTOS), HOME);
        assertEquals(Tick.ON, Ticks.of(selection, HOME));
        assertTrue(selection.excludes().isEmpty());
    }

    @Test
    void aPriorityIsKeptWhenItsFolderIsTickedAgain() {
        Selection selection = Selection.NONE.including(HOME, Priority.HIGH).excluding(PHOTOS);
        assertEquals(Priority.HIGH, Ticks.on(selection, HOME).priority(ANN));
    }

    @Test
    void masksDoNotChangeTicks() {
        Selection selection = Ticks.on(Selection.NONE, HOME)
                .withMasks(List.of(Mask.of("ann")));
        assertEquals(Tick.ON, Ticks.of(selection, ANN));
    }

    @Test
    void aPlanNeverHasSomethingChosenBelowWhatItLeavesOut() {
        Selection selection = Ticks.off(Ticks.on(Selection.NONE, HOME), ANN);
        Selection flat = Ticks.onFlat(selection, PHOTOS, folder -> folder.equals(ANN)
                ? List.of(PHOTOS, ItemPath.parse("/home/ann/music")) : List.of());
        assertEquals(Tick.ON, Ticks.of(flat, PHOTOS));
        assertEquals(List.of(ItemPath.parse("/home/ann/music")), flat.excludes());
        assertFalse(flat.excludes().stream().anyMatch(PHOTOS::startsWith));
    }
}
