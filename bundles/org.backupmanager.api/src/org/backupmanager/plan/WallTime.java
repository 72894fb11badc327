package org.backupmanager.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** When a time on the wall comes: also on the days on which clocks are changed. */
final class WallTime {

    private WallTime() {
    }

    /**
     * The one instant that stands for this time: the first one of a time that comes twice; for a time that does not
     * come at all, the instant at which the clocks jump over it, which is the next one that they show.
     */
    static Instant of(LocalDate day, LocalTime time, ZoneId zone) {
        LocalDateTime wall = day.atTime(time);
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        return offsets.isEmpty() ? rules.getTransition(wall).getInstant() : wall.toInstant(offsets.getFirst());
    }
}
