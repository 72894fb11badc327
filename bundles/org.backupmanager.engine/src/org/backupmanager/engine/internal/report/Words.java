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
}
