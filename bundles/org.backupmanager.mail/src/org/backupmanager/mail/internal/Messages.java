package org.backupmanager.mail.internal;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Sentences of this bundle for a person. */
final class Messages {

    private Messages() {
    }

    static String text(String key, Object... arguments) {
        return MessageFormat.format(ResourceBundle.getBundle("org.backupmanager.mail.internal.messages",
                Messages.class.getModule()).getString(key), arguments);
    }
}
