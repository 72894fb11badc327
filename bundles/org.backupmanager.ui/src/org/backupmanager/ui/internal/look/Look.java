package org.backupmanager.ui.internal.look;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.widgets.Display;

/** Colours, type and icons of the window. Made once for a display and gone with it. */
public final class Look {

    private static final double TITLE = 1.35;
    private static final double BIG = 1.7;

    private final Palette palette;
    private final Icons icons;
    private final Font bold;
    private final Font title;
    private final Font big;

    public Look(Display display) {
        palette = Display.isSystemDarkTheme() ? Palette.DARK : Palette.LIGHT;
        icons = new Icons(display, palette);
        bold = bold(display, 1);
        title = bold(display, TITLE);
        big = bold(display, BIG);
        display.disposeExec(() -> {
            bold.dispose();
            title.dispose();
            big.dispose();
            icons.dispose();
        });
    }

    private static Font bold(Display display, double factor) {
        FontData data = display.getSystemFont().getFontData()[0];
        return new Font(display, data.getName(), (int) Math.round(data.getHeight() * factor), SWT.BOLD);
    }

    /** Colours by role. */
    public Palette palette() {
        return palette;
    }

    public Icons icons() {
        return icons;
    }

    /** What pages are made of. */
    public Shapes shapes() {
        return new Shapes(this);
    }

    /** For headings within a page, in the size of text. */
    public Font bold() {
        return bold;
    }

    /** For titles of pages. */
    public Font title() {
        return title;
    }

    /** For the one sentence or number that a page is for. */
    public Font big() {
        return big;
    }
}
