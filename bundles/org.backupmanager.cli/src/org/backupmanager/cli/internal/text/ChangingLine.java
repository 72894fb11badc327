package org.backupmanager.cli.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The one changing line of a terminal, drawn a few times a second at the most; silent elsewhere. */
public final class ChangingLine implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);

    private final Output output;
    private final InstantSource clock;
    private Instant drawn;
    private boolean visible;

    public ChangingLine(Output output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
        drawn = clock.instant();
    }

    /** Draws it anew if it is time. */
    public synchronized void draw(Supplier<String> text) {
        Instant now = clock.instant();
        if (output.style().isTerminal() && drawn.plus(REDRAW).isBefore(now)) {
            drawn = now;
            visible = true;
            output.draw(text.get());
        }
    }

    /** Takes it away. */
    @Override
    public synchronized void close() {
        if (visible) {
            visible = false;
            output.clear();
        }
    }
}
