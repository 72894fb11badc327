package org.backupmanager.ui.internal.look;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String browse;
    public static String bytes;
    public static String justNow;
    public static String minuteAgo;
    public static String minutesAgo;
    public static String hourAgo;
    public static String hoursAgo;

    static {
        initializeMessages("org.backupmanager.ui.internal.look.messages", Messages.class);
    }

    private Messages() {
    }
}
