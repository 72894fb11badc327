package org.backupmanager.engine.internal.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.register.SliceLocation;
import org.junit.jupiter.api.Test;

class SlicePlanTest {

    @Test
    void eachCabinetIsVisitedOnceWithItsSlicesInOrder() {
        var plan = new SlicePlan();
        plan.add(new SliceLocation(7, 5), 0, 0);
        plan.add(new SliceLocation(3, 9), 0, 100);
        plan.add(new SliceLocation(7, 1), 1, 0);
        plan.add(new SliceLocation(7, 5), 2, 50);
        plan.arrange();
        assertEquals(2, plan.cabinets());
        assertEquals(3, plan.cabinet(0));
        assertEquals(7, plan.cabinet(1));
        assertArrayEquals(new int[] {9}, plan.ordinals(0));
        assertArrayEquals(new int[] {1, 5}, plan.ordinals(1));
        assertEquals(List.of("0@0", "2@50"), uses(plan, 1, 5));
        assertEquals(List.of("1@0"), uses(plan, 1, 1));
        assertEquals(List.of(), uses(plan, 1, 2));
    }

    @Test
    void anEmptyPlanNeedsNothing() {
        var plan = new SlicePlan();
        plan.arrange();
        assertEquals(0, plan.cabinets());
    }

    private static List<String> uses(SlicePlan plan, int cabinet, int ordinal) {
        var uses = new ArrayList<String>();
        plan.<RuntimeException>each(cabinet, ordinal, (file, offset) -> uses.add(file + "@" + offset));
        return uses;
    }
}
