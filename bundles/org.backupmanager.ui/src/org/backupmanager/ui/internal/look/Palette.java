package org.backupmanager.ui.internal.look;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;

/**
 * One colour for each role. Text roles have a contrast of at least 4.5 to 1 on {@code surface} and {@code raised}.
 *
 * @param surface behind pages
 * @param raised cards, tables and fields
 * @param line borders and separators
 * @param hover behind what the pointer is on
 * @param text what is read
 * @param secondary what is read second
 * @param accent what can be done
 * @param onAccent text on {@code accent}
 * @param ok all is well
 * @param warning look at it some time
 * @param error look at it now
 * @param held waits for something
 * @param rail behind the names of pages
 * @param railChosen behind the name of the page that is shown
 * @param railText names of pages
 * @param railTextChosen name of the page that is shown
 * @param nothing a day without a session, the empty part of a bar
 */
public record Palette(Color surface, Color raised, Color line, Color hover, Color text, Color secondary, Color accent,
        Color onAccent, Color ok, Color warning, Color error, Color held, Color rail, Color railChosen, Color railText,
        Color railTextChosen, Color nothing) {

    /** For light surroundings. */
    public static final Palette LIGHT = new Palette(color(0xF3F5F8), color(0xFFFFFF), color(0xD9DFE6), color(0xEDF2F8),
            color(0x1A222C), color(0x566171), color(0x0B5CAD), color(0xFFFFFF), color(0x1A7F37), color(0x936200),
            color(0xC4222E), color(0x6B46B8), color(0x14283F), color(0x24466B), color(0xC3D2E2), color(0xFFFFFF),
            color(0xE1E6EC));

    /** For dark surroundings. */
    public static final Palette DARK = new Palette(color(0x171B21), color(0x20262E), color(0x38414C), color(0x2A323C),
            color(0xE8ECF1), color(0xA5B0BD), color(0x7AB8FF), color(0x0C1D31), color(0x57C777), color(0xE3B341),
            color(0xFF8A84), color(0xBB9AF5), color(0x0F1318), color(0x26384D), color(0xA9B8C8), color(0xFFFFFF),
            color(0x39424D));

    private static Color color(int rgb) {
        return new Color(new RGB(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
    }
}
