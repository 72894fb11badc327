package org.backupmanager.remote.internal;

import java.util.ResourceBundle;

/** Texts for people, in the language of this process. */
final class Messages {

    private Messages() {
    }

    static String text(String key) {
        return ResourceBundle.getBundle("org.backupmanager.remote.internal.messages", Messages.class.getModule())
                .getString(key);
    }
}
