package org.backupmanager.engine.internal;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * Sentences of the engine for a person, from {@code messages.properties} beside this class. Numbers are given as text
 * where they are no quantities.
 */
public final class Messages {

    private Messages() {
    }

    public static String text(String key, Object... arguments) {
        String pattern = ResourceBundle.getBundle("org.backupmanager.engine.internal.messages",
                Messages.class.getModule())
                .getString(key);
        return MessageFormat.format(pattern, arguments);
    }
}
