package org.backupmanager.ui.internal.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Palette;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** What was sent on each of the last 28 days: a column for each, the tallest with its size. */
final class SentChart extends Canvas {

    private static final int HEIGHT = 64;
    private static final int GAP = 4;
    private static final int LABEL = 72;

    private final Palette palette;
    private final Amounts amounts;
    private long[] sent = new long[DayHistory.DAYS];
    private LocalDate today = LocalDate.EPOCH;

    SentChart(Composite parent, Look look, Amounts amounts) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        this.palette = look.palette();
        this.amounts = amounts;
        setBackground(parent.getBackground());
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, e -> tip(e.x));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Messages.bind(Messages.sentMost, amounts.size(most()));
            }
        });
    }

    void show(List<SessionReport> reports, Instant now) {
        today = amounts.dayOf(now);
        sent = new long[DayHistory.DAYS];
        for (SessionReport report : reports) {
            long back = today.toEpochDay() - amounts.dayOf(report.start()).toEpochDay();
            if (report.type() == SessionReport.Type.BACKUP && back >= 0 && back < DayHistory.DAYS) {
                sent[DayHistory.DAYS - 1 - (int) back] += report.totals().sentSize();
            }
        }
        redraw();
    }

    private long most() {
        long most = 0;
        for (long day : sent) {
            most = Math.max(most, day);
        }
        return most;
    }

    private double step() {
        return (getClientArea().width - LABEL) / (double) DayHistory.DAYS;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        long most = most();
        gc.setAntialias(SWT.ON);
        gc.setForeground(palette.line());
        gc.drawLine(0, area.height - 1, area.width - LABEL, area.height - 1);
        gc.drawLine(0, 0, area.width - LABEL, 0);
        gc.setForeground(palette.secondary());
        gc.drawText(amounts.size(most), area.width - LABEL + GAP * 2, 0, true);
        gc.setBackground(palette.accent());
        for (int i = 0; i < sent.length && most > 0; i++) {
            int height = (int) Math.round((area.height - 2.0) * sent[i] / most);
            if (sent[i] > 0) {
                int left = (int) Math.round(i * step());
                int width = (int) Math.round((i + 1) * step()) - left - GAP;
                gc.fillRectangle(left, area.height - 1 - Math.max(2, height), width, Math.max(2, height));
            }
        }
    }

    private void tip(int x) {
        int day = (int) (x / step());
        String text = day < 0 || day >= sent.length ? "" : Messages.bind(Messages.sentTip,
                amounts.day(today.minusDays(DayHistory.DAYS - 1L - day)), amounts.size(sent[day]));
        if (!text.equals(getToolTipText())) {
            setToolTipText(text);
        }
    }

    @Override
    public Point computeSize(int width, int height, boolean changed) {
        return new Point(width == SWT.DEFAULT ? 320 : width, HEIGHT);
    }
}
