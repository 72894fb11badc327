package org.backupmanager.ui.internal.look;

import org.eclipse.swt.graphics.Color;

/** A state as people see it: each has a shape of its own, so that colour never stands alone. */
public enum Mark {
    OK, WARNING, ERROR, RUNNING, HELD, IDLE, STOPPED;

    String icon() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The colour of its role. */
    public Color color(Palette palette) {
        return switch (this) {
            case OK -> palette.ok();
            case WARNING -> palette.warning();
            case ERROR -> palette.error();
            case RUNNING -> palette.accent();
            case HELD -> palette.held();
            case IDLE, STOPPED -> palette.secondary();
        };
    }
}
