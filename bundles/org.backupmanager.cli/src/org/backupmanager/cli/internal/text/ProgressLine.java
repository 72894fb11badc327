package org.backupmanager.cli.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.session.Session.Snapshot;
import org.backupmanager.session.Session.Stage;

/** One line that shows how far a session is, as wide as the terminal: what, bar, files, bytes, rate, time left. */
public final class ProgressLine {

    private static final int LONGEST_BAR = 24;
    private static final int SHORTEST_BAR = 6;

    private final String label;
    private final Pace pace = new Pace();

    /** @param label what runs, for a person */
    public ProgressLine(String label) {
        this.label = label;
    }

    /** The line now; never longer than {@code columns - 1}, so that no terminal wraps it. */
    public String text(Snapshot now, Instant time, int columns) {
        pace.seen(time, now.bytesDone());
        List<String> parts = parts(now);
        int room = Math.max(1, columns - 1);
        boolean bar = showsBar(now);
        int bars = bar ? SHORTEST_BAR + 7 : 0;
        // what matters least goes first where the terminal is narrow
        while (parts.size() > 1 && length(parts) + bars > room) {
            parts.remove(parts.size() - 1);
        }
        if (!bar || length(parts) + bars > room) {
            String text = String.join("  ", parts);
            return text.substring(0, Math.min(room, text.length()));
        }
        int width = Math.min(LONGEST_BAR, room - length(parts) - 7);
        parts.add(1, bar(now, width) + " " + percent(now));
        return String.join("  ", parts);
    }

    private List<String> parts(Snapshot now) {
        var parts = new ArrayList<String>();
        parts.add(label + " " + Messages.text("stage." + now.stage()));
        if (now.stage() == Stage.SCANNING) {
            parts.add(Messages.text("progress.found", Figures.count(now.itemsExpected()),
                    Figures.size(now.bytesExpected())));
            return parts;
        }
        parts.add(Messages.text("progress.bytes", Figures.size(now.bytesDone()), Figures.size(now.bytesExpected())));
        if (now.stage() == Stage.PROCESSING) {
            left(now).ifPresent(left -> parts.add(Messages.text("progress.left", Figures.duration(left))));
            if (pace.perSecond() > 0) {
                parts.add(Messages.text("progress.rate", Figures.size(pace.perSecond())));
            }
        }
        parts.add(Messages.text("progress.items", Figures.count(now.itemsDone()), Figures.count(now.itemsExpected())));
        return parts;
    }

    private Optional<Duration> left(Snapshot now) {
        long rest = now.bytesExpected() - now.bytesDone();
        return rest <= 0 ? Optional.empty() : pace.left(rest);
    }

    private static boolean showsBar(Snapshot now) {
        return now.stage() != Stage.SCANNING && now.stage() != Stage.WAITING && now.itemsExpected() > 0;
    }

    private static int share(Snapshot now, int of) {
        double share = now.bytesExpected() > 0 ? (double) now.bytesDone() / now.bytesExpected()
                : (double) now.itemsDone() / Math.max(1, now.itemsExpected());
        return (int) Math.min(of, Math.max(0, share * of));
    }

    private static String bar(Snapshot now, int width) {
        int full = share(now, width);
        return "█".repeat(full) + "░".repeat(width - full);
    }

    private static String percent(Snapshot now) {
        String digits = Integer.toString(share(now, 100));
        return " ".repeat(3 - digits.length()) + digits + "%";
    }

    private static int length(List<String> parts) {
        int length = 2 * (parts.size() - 1);
        for (String part : parts) {
            length += part.length();
        }
        return length;
    }
}
