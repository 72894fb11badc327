package org.backupmanager.ui.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.session.Session;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Meter;
import org.backupmanager.ui.internal.look.Palette;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Activity;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The bottom of the window while sessions run: a line for each. */
final class ActivityStrip {

    private final Desk desk;
    private final Composite whole;
    private final List<Line> lines = new ArrayList<>();
    private final SpeedLine speed;

    ActivityStrip(Composite parent, Desk desk) {
        this.desk = desk;
        whole = new Composite(parent, SWT.NONE);
        whole.setBackground(desk.look().palette().raised());
        GridLayout layout = Shapes.layout(1, 0);
        layout.verticalSpacing = 0;
        layout.marginTop = 1;
        whole.setLayout(layout);
        whole.setLayoutData(new GridData(SWT.FILL, SWT.BOTTOM, true, false, 2, 1));
        whole.addListener(SWT.Paint, e -> {
            e.gc.setForeground(desk.look().palette().line());
            e.gc.drawLine(0, 0, whole.getClientArea().width, 0);
        });
        speed = new SpeedLine(whole, desk, () -> whole.getParent().layout(true, true));
        Shapes.show(whole, false);
        desk.feed().hear(whole, this::update, () -> { });
    }

    Composite control() {
        return whole;
    }

    private void update(List<Activity> running) {
        if (running.size() != lines.size()) {
            while (lines.size() > running.size()) {
                lines.removeLast().row.dispose();
            }
            while (lines.size() < running.size()) {
                lines.add(new Line());
            }
            Shapes.show(whole, !running.isEmpty());
            whole.getParent().layout(true, true);
        }
        if (!running.isEmpty()) {
            speed.update();
        }
        for (int i = 0; i < running.size(); i++) {
            lines.get(i).update(running.get(i));
        }
    }

    /** One session. */
    private final class Line {

        private final Composite row;
        private final Label mark;
        private final Label name;
        private final Label stage;
        private final Label percent;
        private final Meter meter;
        private final Label numbers;
        private final Button cancel;
        private Optional<Session> session = Optional.empty();

        Line() {
            Shapes shapes = desk.shapes();
            row = shapes.grid(whole, 7);
            GridLayout layout = Shapes.layout(7, 0);
            layout.marginWidth = Shapes.MARGIN;
            layout.marginHeight = 4;
            layout.horizontalSpacing = Shapes.WIDE_GAP;
            row.setLayout(layout);
            row.setLayoutData(Shapes.fillRow());
            mark = shapes.text(row, "");
            name = shapes.heading(row, "");
            stage = shapes.secondary(row, "");
            stage.setLayoutData(Shapes.width(96));
            percent = shapes.heading(row, "");
            percent.setAlignment(SWT.RIGHT);
            percent.setLayoutData(Shapes.width(48));
            meter = new Meter(row, desk.look(), Messages.progressName);
            meter.setLayoutData(Shapes.fillRow());
            numbers = shapes.secondary(row, "");
            numbers.setData(Shapes.ID, "activity.numbers");
            numbers.setAlignment(SWT.RIGHT);
            numbers.setLayoutData(Shapes.width(380));
            cancel = shapes.button(row, "activity.cancel", Messages.cancel, this::stop);
            cancel.setToolTipText(Messages.cancelTip);
        }

        private void stop() {
            cancel.setEnabled(false);
            session.ifPresent(running -> desk.background().run(row, Messages.cancelling, monitor -> {
                running.cancel();
                return running;
            }, asked -> stage.setText(Messages.cancelling), e -> stage.setText(e.getMessage())));
        }

        void update(Activity activity) {
            Session.Stage doing = activity.progress().stage();
            Palette palette = desk.look().palette();
            Mark shape = doing == Session.Stage.HELD || doing == Session.Stage.WAITING ? Mark.HELD : Mark.RUNNING;
            if (session.filter(shown -> shown == activity.session()).isEmpty()) {
                cancel.setEnabled(true);
            }
            session = Optional.of(activity.session());
            mark.setImage(desk.look().icons().state(shape));
            String label = desk.standing().facts().label(activity.report().source());
            set(name, switch (activity.report().type()) {
                case BACKUP -> label;
                case RESTORE -> Messages.bind(Messages.restoring, label);
                case VERIFY, REPAIR, REPAIR_PLAN -> Outcome.type(activity.report());
            });
            set(stage, word(doing));
            stage.setToolTipText(switch (doing) {
                case HELD -> Messages.heldTip;
                case WAITING -> Messages.waitingTip;
                default -> activity.progress().note();
            });
            boolean known = doing != Session.Stage.SCANNING && activity.progress().bytesExpected() > 0;
            set(percent, known ? desk.amounts().percent(activity.part()) : "");
            meter.set(known ? activity.part() : 0, shape.color(palette));
            set(numbers, numbers(activity));
            row.layout();
        }

        private void set(Label label, String text) {
            String shown = Shapes.escape(text);
            if (!label.getText().equals(shown)) {
                label.setText(shown);
            }
        }

        private String numbers(Activity activity) {
            Amounts amounts = desk.amounts();
            Session.Snapshot at = activity.progress();
            if (at.stage() == Session.Stage.SCANNING) {
                return Messages.bind(Messages.scanned, amounts.count(at.itemsExpected()));
            }
            if (at.bytesExpected() == 0) {
                return at.stage() == Session.Stage.WAITING ? Messages.waitingTip : "";
            }
            StringBuilder text = new StringBuilder(Messages.bind(Messages.ofBytes, amounts.size(at.bytesDone()),
                    amounts.size(at.bytesExpected())));
            if (at.stage() == Session.Stage.PROCESSING) {
                text.append("  \u00b7  ").append(amounts.rate(activity.rate()));
            }
            activity.secondsLeft().ifPresent(seconds -> text.append("  \u00b7  ")
                    .append(Messages.bind(Messages.left, amounts.duration(Duration.ofSeconds(seconds)))));
            return text.toString();
        }

        private static String word(Session.Stage stage) {
            return switch (stage) {
                case WAITING -> Messages.stage_WAITING;
                case SCANNING -> Messages.stage_SCANNING;
                case PROCESSING -> Messages.stage_PROCESSING;
                case HELD -> Messages.stage_HELD;
                case COMMITTING -> Messages.stage_COMMITTING;
                case ENDED -> Messages.stage_ENDED;
            };
        }
    }
}
