package org.backupmanager.engine.internal.report;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Sentences of reports for a person, from {@code messages.properties} beside this class. */
final class Words {

    private Words() {
    }

    static String text(String key, Object... arguments) {
        return MessageFormat.format(ResourceBundle.getBundle("org.backupmanager.engine.internal.report.messages",
                Words.class.getModule()).getString(key), arguments);
    }

    /** So many of something: {@code 1 item}, {@code 1,204 items}. */
    static String counted(String key, long n) {
        return text(n == 1 ? key + ".one" : key, Figures.count(n));
    }
}
