package org.backupmanager.ui.internal.plan;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** How fast content may go to the storage and come from it, and a picture of when. */
public final class BandwidthPane {

    private static final int WIDTH = 840;
    private static final int WEEK = 7;

    private final Desk desk;
    private final Composite pane;
    private int loads;

    /** What the device says. */
    private record Facts(BandwidthLimits limits, boolean holds, List<DataSource> sources) {
    }

    public BandwidthPane(Composite parent, Desk desk) {
        this.desk = desk;
        pane = desk.shapes().grid(parent, 1);
    }

    public Composite control() {
        return pane;
    }

    /** Asks the device anew; until it has answered, nobody can type what would be lost then. */
    public void shown() {
        int load = ++loads;
        pane.setEnabled(false);
        desk.background().run(pane, Messages.bandwidth, monitor -> new Facts(desk.device().plans().bandwidth().limits(),
                desk.device().plans().bandwidth().holds(), desk.device().sources()), facts -> {
                    if (load == loads) {
                        empty();
                        new Editor(facts);
                        pane.setEnabled(true);
                        pane.layout(true, true);
                    }
                }, problem -> {
                    if (load == loads) {
                        empty();
                        desk.shapes().paragraph(pane, problem.getMessage(), 1, WIDTH);
                        pane.layout(true, true);
                    }
                });
    }

    private void empty() {
        for (var child : pane.getChildren()) {
            child.dispose();
        }
    }

    /** The form, filled. */
    private final class Editor {

        private final Label state;
        private final Button keep;
        private final Button active;
        private final Text from;
        private final Text until;
        private final Text upload;
        private final Text download;
        private final Checks<DayOfWeek> free;
        private final Checks<String> stopped;
        private final WeekPicture picture;
        private BandwidthLimits kept;

        Editor(Facts facts) {
            var form = new Form(pane, desk.look(), this::changed);
            form.card().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
            form.shapes().paragraph(form.card(), Messages.bandwidthIntro, 2, WIDTH);
            active = form.check(Messages.bandwidthActive, "bandwidth.active");
            Composite times = form.row(Messages.bandwidthWhen, 3);
            from = form.little(times, "bandwidth.from");
            form.shapes().text(times, Messages.until);
            until = form.little(times, "bandwidth.until");
            upload = speed(form, Messages.bandwidthUpload, "bandwidth.upload");
            download = speed(form, Messages.bandwidthDownload, "bandwidth.download");
            free = form.each(Messages.bandwidthFree, "bandwidth.free", CalendarNames.week(), WEEK);
            stopped = form.sources(Messages.bandwidthStopped, "bandwidth.stopped", facts.sources());
            Composite row = form.row(Messages.bandwidthPicture, 1);
            picture = new WeekPicture(row, desk.look());
            Composite end = form.row("", 2);
            keep = form.shapes().mainButton(end, "bandwidth.keep", Messages.keep, this::keep);
            state = form.shapes().paragraph(end, " ", 1, WIDTH - 300);
            state.setData(Shapes.ID, "bandwidth.state");
            fill(facts.limits());
            say(facts.limits(), facts.holds());
        }

        private Text speed(Form form, String word, String id) {
            Composite row = form.row(word, 2);
            Text text = form.little(row, id);
            form.shapes().secondary(row, Messages.bandwidthUnit);
            return text;
        }

        private void fill(BandwidthLimits limits) {
            kept = limits;
            active.setSelection(limits.active());
            from.setText(PlanWords.time(limits.from()));
            until.setText(PlanWords.time(limits.until()));
            upload.setText(speed(limits.upload()));
            download.setText(speed(limits.download()));
            free.choose(limits.unlimitedDays());
            stopped.choose(Set.copyOf(limits.stopped()));
            changed();
        }

        private static String speed(int kilobits) {
            return kilobits == BandwidthLimits.UNLIMITED ? "" : Integer.toString(kilobits);
        }

        private static int speed(Text text) {
            String typed = text.getText().strip();
            try {
                int speed = typed.isEmpty() ? BandwidthLimits.UNLIMITED : Integer.parseInt(typed);
                if (speed == BandwidthLimits.UNLIMITED
                        || speed >= BandwidthLimits.SLOWEST && speed <= BandwidthLimits.FASTEST) {
                    return speed;
                }
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException(Messages.bandwidthSpeedWrong, noNumber);
            }
            throw new IllegalArgumentException(Messages.bandwidthSpeedWrong);
        }

        private BandwidthLimits read() {
            if (!Form.isTime(from) || !Form.isTime(until)) {
                throw new IllegalArgumentException(Messages.timeWrong);
            }
            return new BandwidthLimits(active.getSelection(), PlanWords.time(from.getText()),
                    PlanWords.time(until.getText()), speed(upload), speed(download), free.chosen(),
                    stopped.chosen().stream().sorted().toList());
        }

        private void changed() {
            if (picture == null || keep == null) {
                return; // fields are being made
            }
            try {
                BandwidthLimits typed = read();
                picture.show(typed);
                Shapes.enable(keep, !typed.equals(kept));
                state.setText(" ");
            } catch (IllegalArgumentException wrong) {
                Shapes.enable(keep, false);
                state.setText(Shapes.escape(wrong.getMessage()));
            }
        }

        private void keep() {
            BandwidthLimits typed = read();
            desk.background().run(pane, Messages.bandwidth, monitor -> {
                desk.device().plans().bandwidth().set(typed);
                return desk.device().plans().bandwidth().holds();
            }, holds -> {
                kept = typed;
                Shapes.enable(keep, false);
                say(typed, holds);
            }, problem -> state.setText(Shapes.escape(problem.getMessage())));
        }

        private void say(BandwidthLimits limits, boolean holds) {
            state.setText(Shapes.escape(!limits.active() ? Messages.bandwidthOff
                    : holds ? NLS.bind(Messages.bandwidthHolds, PlanWords.time(limits.until()))
                            : Messages.bandwidthNotNow));
        }
    }
}
