package org.backupmanager.ui.internal.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** A thin bar that tells a part of a whole. */
public final class Meter extends Canvas {

    private static final int HEIGHT = 8;
    private final Palette palette;
    private final String name;
    private double part;
    private Color color;

    public Meter(Composite parent, Look look, String name) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        this.palette = look.palette();
        this.name = name;
        this.color = palette.accent();
        setBackground(parent.getBackground());
        addListener(SWT.Paint, e -> {
            Rectangle area = getClientArea();
            int y = (area.height - HEIGHT) / 2;
            Shapes.pill(e.gc, new Rectangle(0, y, area.width, HEIGHT), palette.nothing());
            int filled = (int) Math.round(area.width * part);
            if (filled > 0) {
                Shapes.pill(e.gc, new Rectangle(0, y, Math.max(filled, HEIGHT), HEIGHT), color);
            }
        });
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Meter.this.name;
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_PROGRESSBAR;
            }

            @Override
            public void getValue(AccessibleControlEvent e) {
                e.result = Math.round(part * 100) + " %";
            }
        });
    }

    /** Shows a part, 0 to 1, in a colour. */
    public void set(double value, Color shown) {
        double next = Math.clamp(value, 0, 1);
        if (next != part || !shown.equals(color)) {
            part = next;
            color = shown;
            redraw();
        }
    }

    @Override
    public Point computeSize(int width, int height, boolean changed) {
        return new Point(width == SWT.DEFAULT ? 120 : width, height == SWT.DEFAULT ? HEIGHT * 2 : height);
    }
}
