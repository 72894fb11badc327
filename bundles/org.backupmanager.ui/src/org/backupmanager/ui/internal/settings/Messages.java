package org.backupmanager.ui.internal.settings;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String title;
    public static String settings;
    public static String schedule;
    public static String archiving;
    public static String retention;
    public static String bandwidth;
    public static String mail;
    public static String mailIntro;
    public static String mailPassword;
    public static String mailPasswordKept;
    public static String mailPasswordNone;
    public static String mailPasswordKeep;
    public static String mailTest;
    public static String mailSending;
    public static String mailSent;
    public static String intro;
    public static String saved;
    public static String device;
    public static String storage;
    public static String cipher;
    public static String home;

    static {
        initializeMessages("org.backupmanager.ui.internal.settings.messages", Messages.class);
    }

    private Messages() {
    }
}
