package org.backupmanager.engine.internal.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * What somebody notes who looks at a wall clock once a minute for years: at which minute each time of each day was
 * shown
 * first. Knows nothing of gaps and overlaps; the trivial reference that schedules are compared with.
 */
final class WatchedZone {

    private static final int MINUTES = 1440;
    private static final int NEVER = Integer.MAX_VALUE;

    private final ZoneId zone;
    private final LocalDate firstDay;
    private final long epoch;
    /** By day and minute of the day: minutes since the epoch; a time that was never shown has that of the next one. */
    private final int[] shown;

    WatchedZone(ZoneId zone, LocalDate firstDay, int days) {
        this.zone = zone;
        this.firstDay = firstDay;
        this.shown = new int[days * MINUTES];
        Arrays.fill(shown, NEVER);
        Instant begin = firstDay.minusDays(2).atStartOfDay(zone).toInstant();
        epoch = Math.floorDiv(begin.getEpochSecond(), 60L);
        watch((days + 4) * MINUTES);
        for (int i = shown.length - 2; i >= 0; i--) {
            shown[i] = shown[i] == NEVER ? shown[i + 1] : shown[i];
        }
    }

    private void watch(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            Instant now = instant(minute);
            long wall = epoch + minute + zone.getRules().getOffset(now).getTotalSeconds() / 60;
            int slot = (int) (wall - firstDay.toEpochDay() * MINUTES);
            if (slot >= 0 && slot < shown.length && shown[slot] == NEVER) {
                shown[slot] = minute;
            }
        }
    }

    ZoneId zone() {
        return zone;
    }

    LocalDate day(int day) {
        return firstDay.plusDays(day);
    }

    /** When the clock showed that time of that day, or had passed it without showing it. */
    int minute(int day, LocalTime time) {
        return shown[day * MINUTES + time.getHour() * 60 + time.getMinute()];
    }

    Instant instant(int minute) {
        return Instant.ofEpochSecond((epoch + minute) * 60);
    }
}
