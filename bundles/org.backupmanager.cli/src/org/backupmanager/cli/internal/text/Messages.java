package org.backupmanager.cli.internal.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/** The texts of the command line, from {@code messages.properties} beside this class. */
public final class Messages {

    private Messages() {
    }

    /** The text of this key with its arguments; numbers come as finished text. */
    public static String text(String key, Object... arguments) {
        return MessageFormat.format(bundle().getString(key), arguments);
    }

    /** The text of this key, if there is one. */
    public static Optional<String> find(String key) {
        try {
            return Optional.of(text(key));
        } catch (MissingResourceException absent) {
            return Optional.empty();
        }
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle("org.backupmanager.cli.internal.text.messages", Locale.getDefault(),
                Messages.class.getClassLoader());
    }
}
