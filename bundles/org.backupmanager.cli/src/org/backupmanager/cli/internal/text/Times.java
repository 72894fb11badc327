package org.backupmanager.cli.internal.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Times as {@code yyyy-mm-dd hh:mm:ss} in a time zone; by hand, since a formatter takes long to load. */
public final class Times {

    private static final int LENGTH = "yyyy-mm-dd hh:mm:ss".length();

    private Times() {
    }

    /** A moment in that zone. */
    public static String show(Instant moment, ZoneId zone) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, zone);
        var text = new StringBuilder(LENGTH).append(time.getYear()).append('-');
        Figures.two(text, time.getMonthValue());
        Figures.two(text.append('-'), time.getDayOfMonth());
        Figures.two(text.append(' '), time.getHour());
        Figures.two(text.append(':'), time.getMinute());
        Figures.two(text.append(':'), time.getSecond());
        return text.toString();
    }

    /** Reads {@link #show} back, to the second; a day alone is its first second, a 'T' may stand for the blank. */
    public static Optional<Instant> read(String typed, ZoneId zone) {
        String text = typed.strip();
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDateTime.parse(text + "T00:00:00").atZone(zone).toInstant());
            }
            if (text.length() != LENGTH && text.length() != LENGTH - 3) {
                return Optional.empty();
            }
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
