package org.backupmanager.engine.internal.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times for people, as the command line shows them. */
final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Figures() {
    }

    /** Bytes in decimal units: {@code 1.3 GB}, {@code 84 MB}. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit > 0 && value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** A count with separators: {@code 1,204}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** As a clock shows it: {@code 0:09}, {@code 1:02:03}. */
    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** A time in that zone, without seconds. */
    static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }
}
