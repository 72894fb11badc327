package org.backupmanager.ui.internal.look;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;

/** Numbers as people read them: short, in the person's locale. The exact value goes to a tool tip. */
public final class Amounts {

    private static final String[] UNITS = { "B", "KB", "MB", "GB", "TB", "PB", "EB" };
    private static final String[] BIT_UNITS = { "kbit/s", "Mbit/s", "Gbit/s" };
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;

    private final Locale locale;
    private final ZoneId zone;

    public Amounts(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /** Bytes with a unit of thousand: {@code 1.3 GB}. */
    public String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(unit > 0 && value < 99.95 ? 1 : 0);
        format.setMinimumFractionDigits(unit > 0 && value < 99.95 ? 1 : 0);
        return format.format(value) + "\u00a0" + UNITS[unit];
    }

    /** Bytes to the last one: {@code 1,300,123,456 bytes}. */
    public String exactSize(long bytes) {
        return NLS.bind(Messages.bytes, count(bytes));
    }

    /** Bytes in each second. */
    public String rate(double bytesPerSecond) {
        return size(Math.round(bytesPerSecond)) + "/s";
    }

    /** Kilobits in each second, as networks are measured: {@code 2 Mbit/s}. */
    public String bitRate(int kilobits) {
        double value = kilobits;
        int unit = 0;
        while (value >= 1000 && unit < BIT_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(value < 100 ? 1 : 0);
        return format.format(value) + "\u00a0" + BIT_UNITS[unit];
    }

    /** A count with its groups: {@code 12,804}. */
    public String count(long n) {
        return NumberFormat.getIntegerInstance(locale).format(n);
    }

    /** A part of a whole: {@code 62 %}. */
    public String percent(double part) {
        return NumberFormat.getPercentInstance(locale).format(Math.floor(part * 100) / 100);
    }

    /** How long: {@code 0:42} or {@code 1:02:03}. */
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < HOUR ? String.format(locale, "%d:%02d", seconds / MINUTE, seconds % MINUTE)
                : String.format(locale, "%d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }

    /** When: within a day as seen from now, else the date: {@code 12 minutes ago}, {@code Nov 21, 2:05 PM}. */
    public String when(Instant time, Instant now) {
        long seconds = Duration.between(time, now).toSeconds();
        if (seconds < 0 || seconds >= 24 * HOUR) {
            return date(time, now);
        }
        if (seconds < MINUTE) {
            return Messages.justNow;
        }
        if (seconds < HOUR) {
            return plural(seconds / MINUTE, Messages.minuteAgo, Messages.minutesAgo);
        }
        return plural(seconds / HOUR, Messages.hourAgo, Messages.hoursAgo);
    }

    /** Day and time; the year only where it is another one. */
    public String date(Instant time, Instant now) {
        ZonedDateTime at = time.atZone(zone);
        String parts = at.getYear() == now.atZone(zone).getYear() ? "MMMdjm" : "yMMMdjm";
        return DateTimeFormatter.ofLocalizedPattern(parts).withLocale(locale).format(at);
    }

    /** Day and time in full, for tool tips. */
    public String exactTime(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM).withLocale(locale)
                .format(time.atZone(zone));
    }

    /** Hour and minute. */
    public String time(Instant time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(time.atZone(zone));
    }

    /** A time to come: hour and minute where it is within a day from now, else the date too. */
    public String until(Instant end, Instant now) {
        return Duration.between(now, end).toSeconds() < 24 * HOUR ? time(end) : date(end, now);
    }

    /** A day: {@code Sat, Nov 21}. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedPattern("MMMEd").withLocale(locale).format(day);
    }

    /** The day of a moment where the person is. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** A sentence with a number in it, in the form for one or for many. */
    public String plural(long n, String one, String many) {
        return n == 1 ? one : NLS.bind(many, count(n));
    }
}
