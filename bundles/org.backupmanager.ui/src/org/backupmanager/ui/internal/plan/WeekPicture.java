package org.backupmanager.ui.internal.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Palette;
import org.backupmanager.ui.internal.look.Shapes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** When limits hold in a week: a bar for each day, filled where they do. */
final class WeekPicture extends Canvas {

    private static final int ROW = 20;
    private static final int BAR = 12;
    private static final int LEFT = 48;
    private static final int WIDTH = 560;
    private static final int MINUTES = 24 * 60;
    /** Minutes that one piece of a bar stands for. */
    private static final int STEP = 10;
    private static final int HOURS_BETWEEN_MARKS = 6;
    /** Some Monday in a week without a change of clocks. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    private final Palette palette;
    private BandwidthLimits limits = BandwidthLimits.NONE;

    WeekPicture(Composite parent, Look look) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        palette = look.palette();
        setBackground(parent.getBackground());
        setData(Shapes.ID, "bandwidth.week");
        addListener(SWT.Paint, e -> paint(e.gc));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Messages.bandwidthPicture;
            }
        });
    }

    void show(BandwidthLimits next) {
        limits = next;
        redraw();
    }

    private void paint(GC gc) {
        int width = getClientArea().width - LEFT - 1;
        List<String> names = List.copyOf(CalendarNames.week().values());
        for (DayOfWeek day : DayOfWeek.values()) {
            int top = day.ordinal() * ROW;
            gc.setForeground(palette.secondary());
            gc.drawText(names.get(day.ordinal()), 0, top, true);
            bar(gc, MONDAY.plusDays(day.ordinal()), new Rectangle(LEFT, top + (ROW - BAR) / 2, width, BAR));
        }
        gc.setForeground(palette.secondary());
        for (int hour = 0; hour <= 24; hour += HOURS_BETWEEN_MARKS) {
            String word = Integer.toString(hour);
            int middle = LEFT + width * hour / 24;
            gc.drawText(word, Math.min(middle - gc.textExtent(word).x / 2, LEFT + width - gc.textExtent(word).x),
                    DayOfWeek.values().length * ROW, true);
        }
    }

    private void bar(GC gc, LocalDate day, Rectangle area) {
        gc.setBackground(palette.nothing());
        gc.fillRectangle(area);
        gc.setBackground(palette.accent());
        for (int minute = 0; minute < MINUTES; minute += STEP) {
            if (limits.hold(day.atStartOfDay(ZoneOffset.UTC).plusMinutes(minute).toInstant(), ZoneOffset.UTC)) {
                int left = area.width * minute / MINUTES;
                int right = area.width * (minute + STEP) / MINUTES;
                gc.fillRectangle(area.x + left, area.y, right - left, area.height);
            }
        }
    }

    @Override
    public Point computeSize(int width, int height, boolean changed) {
        return new Point(width == SWT.DEFAULT ? WIDTH : Math.min(width, WIDTH),
                (DayOfWeek.values().length + 1) * ROW + 4);
    }
}
