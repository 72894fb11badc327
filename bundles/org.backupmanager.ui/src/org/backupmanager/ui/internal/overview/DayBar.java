package org.backupmanager.ui.internal.overview;

import java.util.List;

import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Palette;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Outcome;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** The colour bar: a block for each day, whole where all went well, cut where it did not, a dot where nothing ran. */
final class DayBar extends Canvas {

    private static final int BLOCK = 7;
    private static final int STEP = 9;
    private static final int HEIGHT = 22;

    private final Palette palette;
    private final Amounts amounts;
    private DayHistory history = new DayHistory(List.of());

    DayBar(Composite parent, Look look, Amounts amounts) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        this.palette = look.palette();
        this.amounts = amounts;
        setBackground(parent.getBackground());
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, e -> tip(e.x / STEP));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = inWords();
            }
        });
        setData(Shapes.ID, "overview.days");
    }

    void show(DayHistory shown) {
        history = shown;
        redraw();
    }

    private String inWords() {
        return Messages.bind(Messages.daysInWords, new Object[] { history.count(Mark.OK), history.count(Mark.WARNING),
                history.count(Mark.ERROR) + history.count(Mark.STOPPED) });
    }

    private void paint(GC gc) {
        gc.setAntialias(SWT.ON);
        int x = 0;
        for (DayHistory.Day day : history.days()) {
            Mark mark = day.mark().orElse(Mark.IDLE);
            Color color = day.mark().isPresent() ? mark.color(palette) : palette.nothing();
            gc.setBackground(color);
            switch (mark) {
                case OK, RUNNING, HELD -> gc.fillRoundRectangle(x, 0, BLOCK, HEIGHT, 4, 4);
                case WARNING -> {
                    gc.fillRoundRectangle(x, 0, BLOCK, 6, 4, 4);
                    gc.fillRoundRectangle(x, 8, BLOCK, HEIGHT - 8, 4, 4);
                }
                case ERROR, STOPPED -> gc.fillRoundRectangle(x, HEIGHT / 2, BLOCK, HEIGHT / 2, 4, 4);
                case IDLE -> gc.fillRoundRectangle(x, HEIGHT - BLOCK, BLOCK, BLOCK, 4, 4);
            }
            x += STEP;
        }
    }

    private void tip(int index) {
        String text = index < 0 || index >= history.days().size() ? "" : describe(history.days().get(index));
        if (!text.equals(getToolTipText())) {
            setToolTipText(text);
        }
    }

    private String describe(DayHistory.Day day) {
        String date = amounts.day(day.date());
        return day.last().map(report -> Messages.bind(Messages.dayTip,
                new Object[] { date, Outcome.word(report), amounts.size(report.totals().selectedSize()) }))
                .orElse(Messages.bind(Messages.dayTipNone, date));
    }

    @Override
    public Point computeSize(int width, int height, boolean changed) {
        return new Point(STEP * DayHistory.DAYS, HEIGHT);
    }
}
