package org.backupmanager.cli.internal.text;

import java.time.Duration;

/** Numbers for people. Written by hand, since {@code String.format} costs a short command a tenth of its time. */
public final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {
    }

    /** Bytes in decimal units with two or three digits: {@code 1.3 GB}, {@code 84 MB}. */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        int unit = 1;
        long one = 1000;
        // 999,500 bytes are shown as 1.0 MB, not as 1000 kB
        while (unit < UNITS.length - 1 && bytes >= one * 1000 - one / 2) {
            one *= 1000;
            unit++;
        }
        long whole = bytes / one;
        long tenths = whole * 10 + (bytes % one * 10 + one / 2) / one;
        if (tenths < 100) {
            return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
        }
        return whole + (bytes % one >= one / 2 ? 1 : 0) + " " + UNITS[unit];
    }

    /** A count with separators: {@code 1,204}. */
    public static String count(long n) {
        String digits = Long.toString(n);
        var text = new StringBuilder(digits.length() + digits.length() / 3);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && digits.charAt(i - 1) != '-' && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** A duration as a clock shows it: {@code 0:09}, {@code 1:02:03}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        var text = new StringBuilder(8);
        if (seconds >= 3600) {
            text.append(seconds / 3600).append(':');
            two(text, seconds / 60 % 60);
        } else {
            text.append(seconds / 60);
        }
        text.append(':');
        two(text, seconds % 60);
        return text.toString();
    }

    /** As {@link #duration}, but with tenths where a minute is not over: {@code 3.4 s}. */
    public static String fineDuration(Duration duration) {
        long tenths = Math.max(0, duration.toMillis() + 50) / 100;
        return tenths >= 600 ? duration(duration) : tenths / 10 + "." + tenths % 10 + " s";
    }

    /** Appends a number of two digits. */
    static void two(StringBuilder text, long n) {
        if (n < 10) {
            text.append('0');
        }
        text.append(n);
    }
}
