package org.backupmanager.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Says, while a limit of the bandwidth holds, how fast sessions may be and until when. */
final class SpeedLine {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Desk desk;
    private final Composite row;
    private final Label text;
    private final Runnable shown;
    private Instant asked = Instant.MIN;

    /** @param shown is called when the line has come or gone */
    SpeedLine(Composite strip, Desk desk, Runnable shown) {
        this.desk = desk;
        this.shown = shown;
        Shapes shapes = desk.shapes();
        row = shapes.grid(strip, 2);
        GridLayout layout = Shapes.layout(2, 0);
        layout.marginWidth = Shapes.MARGIN;
        layout.marginTop = 4;
        row.setLayout(layout);
        row.setLayoutData(Shapes.fillRow());
        shapes.text(row, "").setImage(desk.look().icons().state(Mark.HELD));
        text = shapes.secondary(row, "");
        text.setLayoutData(Shapes.fillRow());
        text.setData(Shapes.ID, "activity.limit");
        text.setToolTipText(Messages.limitTip);
        Shapes.show(row, false);
    }

    /** Asks the device now and then; called while sessions run. */
    void update() {
        Instant now = desk.clock().instant();
        if (Duration.between(asked, now).abs().compareTo(PERIOD) >= 0) {
            asked = now;
            desk.background().run(row, Messages.limitTip, monitor -> desk.device().plans().bandwidth().limits(),
                    limits -> show(words(limits, desk.clock().instant(), ZoneId.systemDefault(), desk.amounts())),
                    problem -> show(Optional.of(problem.getMessage())));
        }
    }

    /** What limits mean for a session that runs now; empty where they mean nothing. */
    static Optional<String> words(BandwidthLimits limits, Instant now, ZoneId zone, Amounts amounts) {
        boolean up = limits.upload() != BandwidthLimits.UNLIMITED;
        boolean down = limits.download() != BandwidthLimits.UNLIMITED;
        if (!limits.hold(now, zone) || !up && !down) {
            return Optional.empty();
        }
        String upload = amounts.bitRate(limits.upload());
        String download = amounts.bitRate(limits.download());
        String speed = up && down ? Messages.bind(Messages.limitBoth, upload, download)
                : up ? Messages.bind(Messages.limitUp, upload) : Messages.bind(Messages.limitDown, download);
        return Optional.of(limits.change(now, zone)
                .map(end -> Messages.bind(Messages.limitUntil, speed, amounts.until(end, now)))
                .orElse(Messages.bind(Messages.limitAlways, speed)));
    }

    private void show(Optional<String> words) {
        words.map(Shapes::escape).ifPresent(text::setText);
        if (row.getVisible() != words.isPresent()) {
            Shapes.show(row, words.isPresent());
            shown.run();
        }
    }
}
