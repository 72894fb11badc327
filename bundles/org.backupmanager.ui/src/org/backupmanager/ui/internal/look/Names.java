package org.backupmanager.ui.internal.look;

import java.util.regex.Pattern;

/** Names of stored objects as people see them. */
public final class Names {

    private static final Pattern LONG = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{20,52}\\b");

    private Names() {
    }

    /** A text in which ids are as long as it takes to tell them apart; the command line has all of them. */
    public static String brief(String text) {
        return LONG.matcher(text).replaceAll("$1\u2026");
    }
}
