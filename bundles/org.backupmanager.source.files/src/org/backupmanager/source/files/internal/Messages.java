package org.backupmanager.source.files.internal;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Texts for a person, from {@code messages.properties} beside this class. */
final class Messages {

    private Messages() {
    }

    static String text(String key, Object... arguments) {
        return MessageFormat.format(bundle().getString(key), arguments);
    }

    /** What the kernel's error number means. */
    static String error(int errno) {
        try {
            return bundle().getString("errno." + errno);
        } catch (MissingResourceException rare) {
            return text("errno", Integer.toString(errno));
        }
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(Messages.class.getPackageName() + ".messages", Messages.class.getModule());
    }
}
