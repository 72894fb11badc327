package org.backupmanager.cli.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast something grows, over the last seconds. */
public final class Pace {

    private static final Duration WINDOW = Duration.ofSeconds(6);

    private final Deque<Point> points = new ArrayDeque<>();

    private record Point(Instant time, long amount) {
    }

    /** It has come this far. */
    public void seen(Instant time, long amount) {
        points.addLast(new Point(time, amount));
        while (points.size() > 2 && points.getFirst().time().plus(WINDOW).isBefore(time)) {
            points.removeFirst();
        }
    }

    /** A second's growth; 0 before it is known. */
    public long perSecond() {
        if (points.size() < 2) {
            return 0;
        }
        long millis = Duration.between(points.getFirst().time(), points.getLast().time()).toMillis();
        long grown = points.getLast().amount() - points.getFirst().amount();
        return millis < 200 || grown <= 0 ? 0 : (long) (grown * 1000.0 / millis);
    }

    /** How long the rest takes at this pace, if it is known. */
    public Optional<Duration> left(long rest) {
        long rate = perSecond();
        return rate == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((rest + rate - 1) / rate));
    }
}
